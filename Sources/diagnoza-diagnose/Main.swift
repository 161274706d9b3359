import Commands

@main
struct DiagnozaDiagnose {
  static func main() {
    Program.diagnose()
  }
}

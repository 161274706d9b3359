import Commands

@main
struct DiagnozaReport {
  static func main() {
    Program.report()
  }
}

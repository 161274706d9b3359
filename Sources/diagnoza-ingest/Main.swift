import Commands

@main
struct DiagnozaIngest {
  static func main() {
    Program.ingest()
  }
}

import Commands

@main
struct DiagnozaNormalise {
  static func main() {
    Program.normalise()
  }
}

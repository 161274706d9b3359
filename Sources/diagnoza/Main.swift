import Commands

@main
struct Diagnoza {
  static func main() {
    Program.diagnoza()
  }
}

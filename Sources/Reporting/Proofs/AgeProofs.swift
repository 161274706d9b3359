import Contracts
import Findings

/// The counts of residents by sex and age with the published cells that they stand in.
struct AgeProofs {
  let composition: Composition
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    var entries: [ProofSheet.Entry] = []
    if let ages = composition.material.ages, ages.total > 0 {
      let (women, men) = (ages.women, ages.men)
      entries.append(
        ProofSheet.Entry(
          id: ages.valueID, title: "\(say("Wszystkie grupy wieku", "All ages")), \(say.dates.period(ages.period))",
          lines: [[.text(shares(men: men, women: women, of: ages.total))]]))
      for group in ages.groups {
        entries.append(
          ProofSheet.Entry(
            id: group.valueID(ages.period),
            title: "\(say("Wiek", "Age")) \(group.name), \(say.dates.period(ages.period))",
            lines: [[.text(shares(men: group.men, women: group.women, of: ages.total))]] + cells(group)))
      }
    }
    return ProofSheet(
      name: "ages",
      title: say("Ludność według płci i wieku – pochodzenie liczb", "Population by sex and age – origin of the numbers"),
      opening: [
        say(
          "Liczby osób są liczbami ogłoszonymi; razem i udziały z nich obliczono.",
          "The numbers of persons are as published; totals and shares are computed from them.")
      ], entries: entries)
  }

  private func shares(men: Double, women: Double, of all: Double) -> String {
    func whole(_ value: Double) -> String { say.numbers.fixed(value, decimals: 0) }
    func one(_ value: Double) -> String { say.numbers.fixed(value, decimals: 1) }
    let both = men + women
    var text = say(
      "Mężczyźni \(whole(men)) + kobiety \(whole(women)) = \(whole(both)); udział: \(whole(both)) / \(whole(all)) × 100 ≈ \(one(both / all * 100))%; kobiety wśród nich: \(one(both > 0 ? women / both * 100 : 0))%",
      "Men \(whole(men)) + women \(whole(women)) = \(whole(both)); share: \(whole(both)) / \(whole(all)) × 100 ≈ \(one(both / all * 100))%; women among them: \(one(both > 0 ? women / both * 100 : 0))%"
    )
    if men > 0 {
      let ratio = one(women / men * 100)
      text += say(
        "; na 100 mężczyzn: \(whole(women)) / \(whole(men)) × 100 ≈ \(ratio)",
        "; to 100 men: \(whole(women)) / \(whole(men)) × 100 ≈ \(ratio)")
    }
    return text + "."
  }

  private func cells(_ group: AgeGroups.Group) -> [[Inline]] {
    [(say("Mężczyźni", "Men"), group.menCell), (say("Kobiety", "Women"), group.womenCell)].compactMap { name, cell in
      cell.isEmpty ? nil : [.text("\(name): "), .code(say(cell.wording))]
    }
  }
}

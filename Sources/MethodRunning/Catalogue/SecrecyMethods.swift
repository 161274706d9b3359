import Bytes
import Disclosure
import Findings

extension Method {
  /// Which amounts may not be shown for their own sake; what must be withheld with them, `diagnoza suppress` finds.
  static let secrecy: [Method] = [
    Method(
      "sensitive-amounts", aliases: ["art-38", "p-percent", "dominance", "nk-rule", "primary-suppression"],
      Wording("tajemnica kwot podmiotów: art. 38, p %, (n, k)", en: "secrecy of amounts of entities: art. 38, p %, (n, k)"),
      inputs: ["value (a row an entity; the key names the cell)", "entity (optional)"],
      [
        .column("value", Wording("kwota podmiotu", en: "amount of the entity")),
        .column("entity", Wording("podmiot, gdy ma kilka wierszy", en: "the entity, where it has several rows")),
        .number("p", standard: "10", Wording("procent reguły p %", en: "percent of the p % rule")),
        .integer("n", standard: "2", Wording("ile największych w regule (n, k)", en: "how many largest in the (n, k) rule")),
        .number("k", standard: "85", Wording("udział w procentach w regule (n, k)", en: "share in percent of the (n, k) rule")),
      ],
      source:
        "art. 38 ust. 2 ustawy o statystyce publicznej (Dz.U. 2024 poz. 1799); A. Hundepool et al., Statistical Disclosure Control (2012), 4.2"
    ) { (call) throws(Refusal) in
      let column = try call.column("value", ["amount", "kwota"], place: 0)
      let amounts = try call.table.completeNumbers(column)
      let entities = try call.optionalColumn("entity", ["podmiot", "contributor"])
      let dominance = DominanceRule.largest(try call.integer("n", atLeast: 1), share: try call.number("k"))
      let rules = [.article38, DominanceRule.percent(try call.number("p")), dominance]
      if let row = amounts.firstIndex(where: { $0 < 0 }) {
        throw Refusal(
          .data, Wording("kwota nie może być ujemna", en: "an amount cannot be negative"),
          at: call.table.table.place(row, column: call.table.header[column]),
          mend: Wording(
            "salda i korekty pomiń albo połącz z kwotą podmiotu", en: "leave balances out or join them to the entity's amount"))
      }
      var rows: [[SeparatedField]] = []
      for (key, members) in call.table.groups {
        var byEntity: [String: Double] = [:]
        for row in members { byEntity[entities.map { call.table.table.rows[row][$0] } ?? "\(row)", default: 0] += amounts[row] }
        // Added up by size: the sum does not depend on the order of the rows.
        let contributions = Contributions(Array(byEntity.values))
        let share = contributions.amounts.first.map { $0 / contributions.total }
        rows.append(
          key.map { .text($0) } + [.integer(contributions.amounts.count), .number(contributions.total), .finite(share)]
            + rules.map { .text($0.withholds(contributions) ? "yes" : "no") })
      }
      return MethodOutput(
        call.table.keyHeader + ["entities", "total", "largest_share", "art_38", "p_percent", "n_k"], rows)
    }
  ]
}

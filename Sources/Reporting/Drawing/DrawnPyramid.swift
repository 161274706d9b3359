/// Draws a population pyramid with the number at the end of every bar, so that it can be read without an axis.
func draw(_ chart: PyramidChart, _ phrasing: Phrasing) -> Drawing {
  var canvas = Canvas()
  let (width, row, top, middle) = (400.0, 20.0, 26.0, 52.0)
  let bars = chart.bars
  let greatest = max(1, bars.map { max($0.men, $0.women) }.max() ?? 1)
  let labels = bars.flatMap { [$0.men, $0.women] }.map { estimatedWidth(phrasing.numbers.fixed($0, decimals: 0)) }.max() ?? 0
  let room = (width - middle) / 2 - labels - 8
  let (left, right) = ((width - middle) / 2, (width + middle) / 2)
  canvas.text(chart.men, x: left, y: 14, anchor: .end, style: "vr")
  canvas.text(chart.women, x: right, y: 14, style: "vc")
  var names: [(text: String, x: Double, y: Double)] = []
  var menNumbers: [(text: String, x: Double, y: Double)] = []
  var womenNumbers: [(text: String, x: Double, y: Double)] = []
  for (place, bar) in bars.reversed().enumerated() {
    let y = top + Double(place) * row
    let (men, women) = (bar.men / greatest * room, bar.women / greatest * room)
    canvas.rectangle(x: left - men, y: y, width: men, height: row - 3, style: "sb")
    canvas.rectangle(x: right, y: y, width: women, height: row - 3, style: "sw")
    names.append((bar.name, width / 2, y + 13))
    menNumbers.append((phrasing.numbers.fixed(bar.men, decimals: 0), left - men - 5, y + 13))
    womenNumbers.append((phrasing.numbers.fixed(bar.women, decimals: 0), right + women + 5, y + 13))
  }
  canvas.texts(names, anchor: .middle)
  canvas.texts(menNumbers, anchor: .end, style: "tk")
  canvas.texts(womenNumbers, anchor: .start, style: "tk")
  return Drawing(width: Int(width), height: Int(top + Double(bars.count) * row + 4), canvas)
}

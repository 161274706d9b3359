/// The page's style: restrained, readable from 320 pixels on, and made for paper as well.
///
/// Contrast against white: text #1b1f23 16:1, #4a5560 7.6:1, links and headings #12436d 10:1; marks of charts at least
/// 3:1 (#12436d, #801650 9.9:1, #5b6f80 5.2:1). Series differ in colour, dash and mark; classes in shade and number.
/// - Parameter runningHead: stands at the top of every printed page.
func styleSheet(runningHead: String) -> String {
  screenStyle + chartStyle + printStyle(runningHead: runningHead)
}

let screenStyle = """
  :root{--ink:#1b1f23;--dim:#4a5560;--navy:#12436d;--line:#ccd4db;--soft:#eef2f6}
  *{box-sizing:border-box}
  html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
  body{margin:0;font:1rem/1.55 "Fira Sans","Source Sans 3","Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;color:var(--ink);background:#fff}
  a{color:var(--navy);text-underline-offset:.15em}
  a:hover{text-decoration-thickness:.15em}
  a.n{color:inherit;text-decoration:underline dotted;text-decoration-color:var(--dim)}
  :focus-visible{outline:3px solid #801650;outline-offset:2px}
  main:focus{outline:none}
  :target{background:#fff3bf;scroll-margin-top:4rem}
  section>h2:target,section>h3:target{background:none}
  .skip{position:absolute;left:-999rem}
  .skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem;z-index:2}
  header{border-top:.5rem solid var(--navy);padding:2rem 1.25rem 1.5rem;background:var(--soft);border-bottom:1px solid var(--line)}
  header>*,.page,footer>*{max-width:84rem;margin-left:auto;margin-right:auto}
  h1{font-size:clamp(1.6rem,4.5vw,2.6rem);line-height:1.15;color:var(--navy);margin-top:.5rem;margin-bottom:.4rem;text-wrap:balance}
  h1,h2,h3,h4{overflow-wrap:anywhere}
  header.small{padding:1rem 1.25rem .75rem}
  header.small h1{font-size:clamp(1.4rem,3.5vw,2rem)}
  .back{margin:.25rem 0;font-size:.95rem}
  .back a::before{content:"← "}
  .subtitle{font-size:1.15rem;margin-top:0;margin-bottom:1.25rem}
  .banner{background:#fff3bf;border-left:.5rem solid #8a5a00;padding:.6rem 1rem;margin-top:0;margin-bottom:1.25rem;font-weight:600}
  .page{padding:0 1.25rem}
  nav{padding:1.25rem 0 0}
  nav h2{font-size:1rem;margin:0 0 .5rem;border:0;padding:0}
  nav ol{margin:0;padding-left:1.6rem;columns:16rem}
  nav li{padding:.1rem 0;break-inside:avoid}
  main{min-width:0}
  h2{font-size:1.7rem;line-height:1.2;color:var(--navy);border-top:3px solid var(--navy);padding-top:.9rem;margin:3rem 0 1rem}
  h3{font-size:1.25rem;line-height:1.3;margin:2.5rem 0 .6rem;color:var(--navy)}
  h4{font-size:1.05rem;margin:1.6rem 0 .4rem}
  p,ul{max-width:46rem;margin:.6rem 0}
  li{margin:.15rem 0}
  .r{font-size:.875rem;color:var(--dim)}
  code{font:0.9em/1.4 "Fira Mono","DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
  .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:.6rem 2rem;margin-top:1rem;margin-bottom:1rem}
  dt{font-size:.85rem;color:var(--dim)}
  dd{margin:0;font-weight:600;overflow-wrap:anywhere}
  .findings{list-style:none;padding:0;margin:1.5rem 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.25rem 2rem}
  .findings>li{border-top:2px solid var(--navy);padding-top:.7rem;margin:0;break-inside:avoid}
  .findings .figure{font-size:2rem;line-height:1.1;font-weight:700;color:var(--navy);margin:0 0 .2rem;font-variant-numeric:tabular-nums}
  .findings .figure a{text-decoration:none}
  .findings .label{font-weight:600;margin:0 0 .3rem}
  .findings p{margin:.3rem 0}
  .f{overflow-x:auto;container-type:inline-size;margin:1.25rem 0 .5rem}
  table{border-collapse:collapse;font-size:.875rem;line-height:1.35;font-variant-numeric:tabular-nums}
  caption,figcaption,.caption{text-align:left;font-weight:600;font-size:.95rem;padding:0 0 .45rem;max-width:46rem}
  caption span{display:block;position:sticky;left:0;width:max-content;max-width:min(46rem,100cqi)}
  caption b,figcaption b,.caption b{color:var(--navy)}
  th,td{padding:.28rem .6rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
  td{white-space:nowrap}
  thead th{border-top:2px solid var(--navy);border-bottom:2px solid var(--navy);vertical-align:bottom;font-weight:600;max-width:8.5rem;hyphens:auto}
  tbody th{text-align:left;font-weight:400;background:#fff;min-width:9.5rem}
  tbody tr:last-child>*{border-bottom:2px solid var(--navy)}
  tr.ref>*{background:var(--soft);font-weight:600}
  th.t,td.t{text-align:left;white-space:normal}
  td.p{min-width:14rem;max-width:26rem}
  td.l{text-align:left;white-space:normal;overflow-wrap:anywhere;min-width:11rem}
  td.m{color:var(--dim);white-space:normal;min-width:6rem}
  tbody tr:hover>*{background:var(--soft)}
  figure{margin:1.25rem 0;min-width:0}
  .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));gap:0 2.5rem;align-items:start;max-width:62rem}
  details{margin:.75rem 0;border-left:3px solid var(--line);padding-left:.9rem}
  summary{cursor:pointer;color:var(--navy);font-weight:600;padding:.25rem 0;min-height:1.5rem}
  footer{margin-top:4rem;padding:1.5rem 1.25rem;border-top:1px solid var(--line);background:var(--soft);font-size:.9rem}
  @media(min-width:64rem){
  .page:not(.alone){display:grid;grid-template-columns:15rem minmax(0,1fr);gap:3rem}
  nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:2.2rem 0 1rem;font-size:.92rem}
  nav ol{columns:auto}
  nav li{padding:.2rem 0}
  .findings{grid-template-columns:1fr 1fr}
  }
  @media(max-width:40rem){
  svg.w{min-width:calc(var(--w)*1px)}
  tbody th,thead th:first-child{position:sticky;left:0;background:#fff;min-width:6.5rem;max-width:9rem;overflow-wrap:break-word;hyphens:auto}
  tr.ref>th{background:var(--soft)}
  th,td{padding:.28rem .4rem}
  }

  """

let chartStyle = """
  .chart{overflow-x:auto}
  svg{display:block;max-width:100%;height:auto;min-width:16rem;font:12px "Fira Sans","Source Sans 3","Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums}
  .pair svg{width:100%;max-width:24rem}
  svg text{fill:#1b1f23}
  svg .tk,svg .tk text{fill:#4a5560}
  svg path{fill:none}
  .gr{stroke:#d5dbe1;stroke-width:1}
  .ax{stroke:#5b6f80;stroke-width:1}
  .br{stroke:#4a5560;stroke-width:1.2;stroke-dasharray:2 3}
  svg .fo{fill:#d9e4ee;stroke:#5b6f80;stroke-width:.5}
  svg .fi{fill:#a9c2d8}
  .fm{stroke:#12436d;stroke-width:1.6;stroke-dasharray:2 3}
  svg .bd{fill:#e3e9ef}
  .be{stroke:#5b6f80;stroke-width:.9}
  .sr{stroke:#12436d;stroke-width:2.4;stroke-linejoin:round}
  .mr{stroke:#12436d;stroke-width:6.5;stroke-linecap:round}
  .sc{stroke:#801650;stroke-width:1.8;stroke-dasharray:6 3}
  .mc{stroke:#801650;stroke-width:6;stroke-linecap:square}
  .sv{stroke:#356b2f;stroke-width:1.8;stroke-dasharray:1.5 3;stroke-linecap:round}
  svg .mv{fill:#356b2f}
  svg .vr{fill:#12436d;font-weight:700}
  svg .vc{fill:#801650}
  svg .vv{fill:#356b2f}
  svg .vr,svg .vc,svg .vv{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
  .iv{stroke:#5b6f80;stroke-width:3}
  .dt{stroke:#1b1f23;stroke-width:7.5;stroke-linecap:round}
  .q{stroke:#5b6f80;stroke-width:.75;fill-rule:evenodd}
  .q1{fill:#eaf1f7}.q2{fill:#c3d7e8}.q3{fill:#8fb4d3}.q4{fill:#3f78a8}.q5{fill:#12436d}
  .ha{stroke:#5b6f80;stroke-width:1}
  svg .sx{fill:#e3e9ef;stroke:#5b6f80;stroke-width:.75}
  svg .sq{fill:#a9b8c6}
  .sm{stroke:#801650;stroke-width:2}
  svg .sw{fill:#801650;stroke:#fff;stroke-width:1}
  svg .sb{fill:#12436d;stroke:#fff;stroke-width:1}
  svg .ss{fill:#fff;stroke:#1b1f23;stroke-width:2}
  svg .su{fill:#1b1f23;stroke:#fff;stroke-width:1}
  svg .si{fill:none;stroke:#1b1f23;stroke-width:1.5}
  svg .sp{fill:#356b2f;stroke:#fff;stroke-width:.75}
  svg a:hover path,svg a:focus-visible path{stroke:#801650;stroke-width:2.5}
  .proof{border-top:1px solid var(--line)}
  .proof h2{font-size:1.05rem;border:0;margin:1rem 0 .2rem;padding:0}
  .proof ul{font-size:.875rem;max-width:none}
  .proof .role{font-weight:600;margin:.5rem 0 0}
  .proof:target{background:#fff3bf}
  .y{font-size:.875rem;max-width:none;columns:22rem}
  .units{columns:14rem;padding-left:1.2rem;max-width:none}
  svg .td,svg .tl{font-size:11px;text-anchor:middle}
  svg .tl{fill:#fff}
  @media(forced-colors:active){svg{forced-color-adjust:none;background:#fff}}

  """

/// On paper nothing scrolls, and the browser shrinks the whole page to the widest thing on it: texts of tables wrap, tables of many columns
/// are set smaller. A table's caption, heading and first rows stay together. So do its last row and its notes, which browsers do not keep
/// beside a table that began on an earlier page: the row holds the room, and they stand in it. Charts are set by the width that they are
/// drawn in, `--w`, so that no letter of theirs has less than seven points.
private func printStyle(runningHead: String) -> String {
  """
  @page{size:A4;margin:18mm 14mm 16mm;@top-left{content:"\(cssText(runningHead))";font:8pt sans-serif;color:#4a5560}@bottom-right{content:counter(page);font:8pt sans-serif;color:#4a5560}}
  @media print{
  body{font-size:9.5pt;line-height:1.38}
  .r{font-size:8pt}
  header,footer{background:none;padding-left:0;padding-right:0}
  .page{display:block;padding:0}
  .skip{display:none}
  nav{position:static;max-height:none;break-after:page}
  nav ol{columns:2}
  a{color:inherit;text-decoration:none}
  main>section>h2{break-before:page;margin-top:0}
  nav h2{break-before:auto}
  body:has(.back) nav{display:none}
  body:has(.back) main>section>h2{break-before:auto;margin-top:8mm}
  h2,h3,h4,.caption,caption,figcaption,thead,thead tr{break-after:avoid}
  figure,tr,thead,caption,.findings>li{break-inside:avoid}
  tbody tr:first-child,tbody tr:nth-child(2){break-before:avoid}
  .f{container-type:normal}
  thead{display:table-header-group}
  .f,.chart{overflow:visible}
  .caption,caption,figcaption{font-size:9pt}
  caption,caption span{position:static;width:auto;max-width:none}
  table{font-size:7.5pt;max-width:100%}
  th,td{padding:.15rem .35rem}
  thead th,tbody th,td,td.t,td.p,td.l,td.m{white-space:normal;min-width:0;max-width:none;overflow-wrap:break-word;hyphens:auto}
  tbody th{position:static;min-width:28mm}
  td.p{min-width:34mm}
  td.l,td.m,code{overflow-wrap:anywhere}
  table:has(thead th:nth-child(7)){font-size:7pt}
  table:has(thead th:nth-child(7)) :is(th,td){padding:.12rem .22rem}
  table:has(thead th:nth-child(7)) td.p{min-width:26mm}
  table:has(thead th:nth-child(10)){font-size:6.5pt}
  table:has(thead th:nth-child(10)) :is(th,td){padding:.1rem .15rem}
  table:has(thead th:nth-child(10)) td.t,table:has(thead th:nth-child(12)) thead th{overflow-wrap:anywhere}
  table:has(thead th:nth-child(10)) tbody th{min-width:24mm}
  .pair,.findings{grid-template-columns:1fr 1fr;gap:0 8mm}
  .findings .figure{font-size:16pt}
  svg,svg.w{min-width:0;width:calc(var(--w)*.25mm);max-height:235mm}
  .pair svg{width:calc(var(--w)*.225mm);max-width:100%}
  section:has(>.pair){break-inside:avoid}
  section:has(>.pair) h3{margin:3mm 0 1mm}
  section:has(>.pair)>p,.pair .r{margin:.6mm 0}
  .pair figure{margin:1.2mm 0}
  .pair figcaption{padding-bottom:.6mm}
  .tn{--h:calc(var(--n)*4mm + 2mm)}
  .tn .f{margin-bottom:0}
  .tn tbody tr:last-child>*{padding-bottom:var(--h)}
  .ns{display:flow-root;margin-top:calc(-1*var(--h));min-height:calc(var(--h) - 1mm);break-inside:avoid}
  .ns .r{margin:.8mm 0}
  details{border:0;padding:0}
  details::details-content{content-visibility:visible;display:block;height:auto}
  summary{list-style:none;color:inherit;break-after:avoid}
  *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
  }

  """
}

/// Text inside a CSS string: quotes, backslashes, markup and line ends as code points.
private func cssText(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars where !isHarmful(scalar) {
    switch scalar {
    case "\"", "\\", "<", ">", "&", "\n", "\t": result += "\\\(String(scalar.value, radix: 16)) "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

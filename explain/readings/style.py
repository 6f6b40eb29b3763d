"""How a page looks: on a screen of 320 pixels or more, and on paper. Every colour on white has a contrast of 7 or more."""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1b1b1b; font: 1.0625rem/1.5 system-ui, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 1.75rem 0 0.5rem; }
h3 { font-size: 1.0625rem; margin: 1.25rem 0 0.5rem; }
p { margin: 0.5rem 0; }
ul, ol { margin: 0.5rem 0; padding-left: 1.25rem; }
ol { padding-left: 2.5rem; }
li { margin: 0.35rem 0; }
li p { margin: 0.2rem 0; color: #3d3d3d; font-size: 0.9375rem; }
details > ul, details > p { margin: 0 0 0 0.35rem; padding: 0.2rem 0 0.2rem 1.5rem; border-left: 2px solid #c4c4c4; }
li:has(> details) { list-style: none; margin-left: -1.1rem; }
summary { cursor: pointer; padding-left: 1.1rem; text-indent: -1.1rem; }
summary:focus-visible, a:focus-visible { outline: 3px solid #7a4b00; outline-offset: 2px; }
a { color: #10427c; }
figure { margin: 1rem 0; overflow-x: auto; }
.warning { color: #8c0f08; font-weight: 600; }
.faint, .about { color: #4a4a4a; }
.about { margin-top: 2rem; padding-top: 0.75rem; border-top: 1px solid #c4c4c4; font-size: 0.9375rem; }
.public p, .public li { font-size: 1.125rem; }
.auditor li { border-top: 1px solid #e0e0e0; padding-top: 0.35rem; }
li:target { background: #fff5d6; }
@media (max-width: 30rem) { h1 { font-size: 1.45rem; } ol { padding-left: 2rem; } }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
  li, h1, h2, h3 { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  @page { margin: 18mm; }
}
"""

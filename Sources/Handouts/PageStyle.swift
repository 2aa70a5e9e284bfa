/// How a page looks: light or dark as its reader has it, on any width, and on paper. No colour tells anything alone:
/// rows have names, bars a side, the present place a frame.
enum PageStyle {
  /// SHA-256 of the text in base64, which the page's policy names; a test says what it has to be.
  static let hash = "G/n/82i47BELiGu+OsN1s9/zmuZZgzy0NwhTgjkKs34="

  static let text = """
    :root{--ground:#fbfaf7;--panel:#f2f0ea;--ink:#1f2226;--dim:#565b63;--line:#cfcbc0;--fore:#0a626c;--fore-ground:#e0f1f2;\
    --back:#7a2a8c;--back-ground:#f4e8f7;--merge:#74480a;--merge-ground:#faeed9;--up:#a8660c;--down:#2a6ca8;--mark:#8a4b00}
    @media (prefers-color-scheme:dark){:root{--ground:#14161a;--panel:#1d2026;--ink:#e8e6e1;--dim:#a7acb5;--line:#3b4049;\
    --fore:#6fd6e2;--fore-ground:#10323a;--back:#dcabed;--back-ground:#35213e;--merge:#f3c47c;--merge-ground:#3a2c12;\
    --up:#f0b25e;--down:#79bff0;--mark:#f3c47c}}
    *{box-sizing:border-box}
    [hidden]{display:none!important}
    html{font-size:106.25%;scroll-padding-top:1rem}
    body{margin:0 auto;padding:0 1.25rem;min-height:100vh;display:flex;flex-direction:column;max-width:80rem;background:var(--ground);color:var(--ink);\
    font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;line-height:1.55}
    h1,h2,h3,h4{line-height:1.25;text-wrap:balance}
    h2:focus{outline:none}
    a{color:var(--fore)}
    :focus-visible{outline:3px solid var(--mark);outline-offset:2px;border-radius:3px}
    header{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;padding:1rem 0;border-bottom:1px solid var(--line)}
    header h1{font-size:1.05rem;margin:0}
    header p{margin:0;color:var(--dim);font-size:.9rem}
    nav{margin-left:auto;font-size:.9rem;display:flex;gap:1rem;align-items:baseline}
    nav details{margin:0}
    #mode{padding:.1rem .6rem}
    nav ol{columns:17rem;margin:.75rem 0 0;padding-left:2.2rem}
    nav:has(details[open]){flex-basis:100%;margin:0}
    nav details[open]{flex:1}
    main{flex:1}
    section{padding:1.5rem 0 2.5rem;border-bottom:1px solid var(--line)}
    section>h2{font-size:1.7rem;margin:0 0 1.25rem}
    .count{float:right;color:var(--dim);font-size:.9rem;font-weight:400;margin:.6rem 0 0 1rem}
    .words{max-width:44rem}
    .words>div>*{margin:0 0 .9rem}
    ul,ol{padding-left:1.6rem}
    li{margin:.25rem 0}
    blockquote{border-left:4px solid var(--line);padding-left:1rem;color:var(--dim)}
    code,kbd,pre{font-family:ui-monospace,"Cascadia Mono","Noto Sans Mono","DejaVu Sans Mono",Menlo,monospace;font-size:.9em}
    code,kbd{background:var(--panel);border-radius:4px;padding:.1em .35em}
    kbd{border:1px solid var(--line)}
    pre{background:var(--panel);border-radius:8px;padding:.8rem 1rem;overflow-x:auto;line-height:1.4;tab-size:4}
    pre code{background:none;padding:0;font-size:1em}
    .math{font-family:"STIX Two Math","Cambria Math","Latin Modern Math","Noto Serif",Georgia,"DejaVu Serif",serif}
    div.math{white-space:pre;overflow-x:auto;padding:.6rem 1rem;border-left:3px solid var(--line);line-height:1.7}
    .fore{color:var(--fore)}
    .back{color:var(--back)}
    .number{font-variant-numeric:tabular-nums}
    .ears{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .scroll{overflow-x:auto;max-width:100%}
    table.plain{border-collapse:collapse;font-size:.92rem;margin:.5rem 0}
    .plain th,.plain td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);\
    font-variant-numeric:tabular-nums}
    .plain thead th{color:var(--dim);font-weight:600}
    .plain .right{text-align:right;white-space:nowrap}
    .plain .center{text-align:center}
    .question{border:1px solid var(--line);border-left:4px solid var(--mark);border-radius:8px;padding:.8rem 1rem .4rem;\
    background:var(--panel)}
    .question p{margin:0 0 .6rem}
    .kind{color:var(--mark);font-weight:600}
    details{margin:.6rem 0}
    summary{cursor:pointer;color:var(--dim);padding:.15rem 0;width:fit-content}
    details[open]>summary{color:var(--ink)}
    .answer summary,.hint summary{color:var(--mark)}
    .lab{margin-top:1.25rem;min-width:0}
    .caption{color:var(--dim);font-size:.9rem;margin:.6rem 0 .5rem}
    .net{border-collapse:separate;border-spacing:0;--gap:1.7rem;font-variant-numeric:tabular-nums}
    .net th,.net td{padding:.55rem calc(var(--gap)/2);text-align:center;vertical-align:middle;position:relative;white-space:nowrap}
    .net th:first-child{text-align:left;padding-left:0;font-weight:400;color:var(--dim);position:sticky;left:0;z-index:1;background:var(--ground)}
    .net td{scroll-margin:7rem 7rem 13rem}
    .net thead th{color:var(--dim);font-weight:400;font-size:.9rem;padding-top:.2rem;padding-bottom:0}
    .net .v{display:block;position:relative;min-width:2.8rem;border-radius:8px;border:2px solid transparent;padding:.25rem .45rem}
    .net .x .v{background:var(--panel);border-color:var(--line)}
    .net .f .v{background:var(--fore-ground);border-color:var(--fore)}
    .net .b .v{background:var(--back-ground);border-color:var(--back)}
    .net .m .v{background:var(--merge-ground);border-color:var(--merge)}
    .net .f,.net .b{--stroke:var(--fore)}
    .net .b{--stroke:var(--back)}
    .net .start .v{border-style:dashed;background:none;display:inline-block;min-width:0;padding:.1rem .4rem}
    .net .start small{position:absolute;left:0;right:0;bottom:calc(50% + 1rem)}
    .net .f td[data-s]::before,.net .b td[data-s]::before{content:"";position:absolute;top:calc(50% - 1px);height:2px;\
    width:calc(var(--gap) - .9rem);background:var(--stroke)}
    .net .f td[data-s]::after,.net .b td[data-s]::after{content:"";position:absolute;top:calc(50% - .3rem);\
    border:.3rem solid transparent}
    .net .f td[data-s]::before{left:calc(var(--gap)/-2 + .2rem)}
    .net .f td[data-s]::after{left:calc(var(--gap)/2 - .8rem);border-left:.5rem solid var(--stroke);border-right:0}
    .net .b td[data-s]::before{right:calc(var(--gap)/-2 + .2rem)}
    .net .b td[data-s]::after{right:calc(var(--gap)/2 - .8rem);border-right:.5rem solid var(--stroke);border-left:0}
    .net td[data-s] .v::before{content:"";position:absolute;left:calc(50% - .5px);bottom:calc(100% + 2px);height:1.1rem;\
    border-left:1px solid var(--line)}
    .net .m td .v::before{border-left-style:dashed;border-left-width:2px}
    .bars{display:block;margin:0 auto;max-width:none}
    .up{fill:var(--up)}
    .down{fill:var(--down)}
    .zero{stroke:var(--dim);stroke-width:1;fill:none}
    .numbers{display:table;font-size:.72rem;line-height:1.25;margin:.2rem auto 0}
    .numbers span{display:block;text-align:right}
    .say{border-left:4px solid var(--mark);background:var(--panel);border-radius:0 8px 8px 0;padding:.55rem .9rem;margin:.75rem 0;\
    min-height:5.6rem;overflow-wrap:anywhere;position:sticky;bottom:3.9rem;z-index:2}
    .say p,.steps p{margin:.1rem 0}
    .steps{font-size:.92rem;padding-left:2.2rem}
    .steps li{margin:.5rem 0;overflow-wrap:anywhere}
    .sentence{font-size:1.15rem;margin:.6rem 0}
    .blank{border-bottom:2px solid var(--mark)}
    figure{margin:.5rem 0 1rem}
    figcaption{color:var(--dim);font-size:.9rem}
    .curves{width:100%;max-width:38rem;height:auto;border-left:1px solid var(--line);border-bottom:1px solid var(--line)}
    .loss{fill:none;stroke-width:2;stroke:var(--ink)}
    .loss.forward{stroke:var(--fore);stroke-dasharray:7 3}
    .loss.backward{stroke:var(--back);stroke-dasharray:2 3}
    .notes{border-top:1px dashed var(--line);margin-top:1.5rem;color:var(--dim);max-width:44rem}
    footer{color:var(--dim);font-size:.9rem}
    #bar{position:sticky;bottom:0;z-index:3;display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center;padding:.6rem 0;\
    background:var(--ground);border-top:1px solid var(--line)}
    #bar #place{color:var(--dim);margin-right:auto}
    #step{min-width:7.2rem;text-align:center}
    button{font:inherit;color:var(--ink);background:var(--panel);border:1px solid var(--dim);border-radius:8px;\
    padding:.3rem .75rem;cursor:pointer}
    button:hover{border-color:var(--mark)}
    dialog{background:var(--ground);color:var(--ink);border:1px solid var(--dim);border-radius:12px;padding:1.25rem 1.5rem;max-width:34rem}
    dialog::backdrop{background:#0008}
    dialog h2{margin:0 0 .5rem}
    @media screen{
    .deck main>section:not(.here),.deck footer{display:none}
    .deck main>section{border:0}
    .deck .later{visibility:hidden}
    .net .todo .v{visibility:hidden}
    .net .todo .v::after{content:"·";visibility:visible;position:absolute;inset:0;display:grid;place-content:center;color:var(--dim);\
    font-size:1.4rem;border:1px dashed var(--line);border-radius:8px}
    .net .todo .v::before{visibility:visible}
    .net .f td.todo,.net .b td.todo{--stroke:var(--line)}
    .deck .net .now .v{box-shadow:0 0 0 3px var(--ground),0 0 0 6px var(--mark);font-weight:700}
    .deck .net .read .v{border-color:var(--ink);border-bottom-width:4px;padding-bottom:calc(.25rem - 2px)}
    }
    @media screen and (min-width:40.01rem){.deck .count{display:none}}
    @media screen and (min-width:62rem){
    .pair{display:grid;grid-template-columns:minmax(18rem,5fr) minmax(0,7fr);gap:2.5rem}
    .pair .lab{margin-top:0}
    .training{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:2.5rem}
    }
    @media screen and (max-width:40rem){
    html{font-size:100%}
    body{padding:0 .9rem}
    section>h2{font-size:1.35rem}
    .net{--gap:1.35rem}
    .net .v{min-width:1.9rem;padding:.2rem .3rem}
    #step{min-width:0}
    #bar{gap:.4rem;font-size:.9rem}
    button{padding:.3rem .6rem}
    #bar #place,.wide{display:none}
    #merge,#merge[hidden]+#ask{margin-left:auto}
    .deck .count{display:inline}
    .say{min-height:0;max-height:32vh;overflow-y:auto;bottom:3.4rem;font-size:.92rem;padding:.4rem .7rem}
    }
    @media print{
    :root{--ground:#fff;--panel:#f6f6f6;--ink:#000;--dim:#444;--line:#999;--fore:#0a626c;--fore-ground:#fff;--back:#7a2a8c;\
    --back-ground:#fff;--merge:#74480a;--merge-ground:#fff;--up:#a8660c;--down:#2a6ca8;--mark:#74480a}
    html{font-size:10pt}
    body{max-width:none;padding:0}
    nav,#bar,.say,dialog{display:none!important}
    details::details-content{content-visibility:visible;block-size:auto}
    .net{--gap:1rem;font-size:.85rem}
    .net .v{min-width:1.8rem;padding:.15rem .25rem}
    h2,h3{break-after:avoid}
    table,.question,pre,figure,.steps li{break-inside:avoid}
    .scroll,pre{overflow:visible}
    pre{white-space:pre-wrap}
    }
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    """
}

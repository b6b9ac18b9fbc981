//! Templates that eat memory, time or the stack, each in its own way. Read by the tests here and by the harness
//! in `tests/torture`. Start with [`bombs`]; none of them can be rendered.

fn nested(tag: &str, end: &str, times: usize) -> String {
    format!("{}x{}", tag.repeat(times), end.repeat(times))
}

fn doubled(times: usize, how: &str) -> String {
    format!(
        "{{% assign a = 'aaaaaaaaaaaaaaaa' %}}{}{{{{ a }}}}",
        format!("{{% assign a = a | {how} %}}").repeat(times)
    )
}

/// The table of the reference material and its relatives.
pub fn bombs() -> Vec<String> {
    let mut all: Vec<String> = [
        "{% for i in (1..10000000) %}{% endfor %}",
        "{% for i in (1..10000000) limit:1 %}{% endfor %}",
        "{% for i in (1..1000000000) %}{% endfor %}",
        "{% for i in (-9223372036854775808..9223372036854775807) %}{% endfor %}",
        "{% for i in (1..200) %}{% for j in (1..200) %}{% for k in (1..200) %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% assign n = 1000000000 %}{% for i in (1..n) %}{% endfor %}",
        "{% assign n = 1000000000 %}{% for i in (1..n) reversed %}x{% endfor %}",
        "{% include 'x' %}",
        "{% render 'x' %}",
        "{% tablerow i in (1..1000000) %}x{% endtablerow %}",
        "{{ 99999999999999999999999999 }}",
        "{% assign a = 99999999999999999999999999 %}",
        "{% for i in (1..900) %}{% capture a %}{{ a }}{{ a }}xxxxxxxx{% endcapture %}{% endfor %}",
        "{% for i in (1..60) %}{% assign a = a | append: a | append: 'x' %}{% endfor %}",
        "{% assign a = 'x,' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a | split: ',' | join: a }}",
        "{% assign l = 'a,b' | split: ',' %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}{{ l | size }}",
        "{% assign a = 9 %}{% for i in (1..900) %}{% assign a = a | times: 999999999999.5 %}{% endfor %}{{ a }}",
        "{{ 1 | divided_by: 0 }}",
        "{{ 1 | modulo: 0 }}",
        "{% if a %}",
        "{% endif %}",
        "{{ a",
        "{% raw %}",
        "{{ 'a }}",
        "{% nonsense %}",
        "{{ a | nonsense }}",
        "{% cycle %}",
        "{{ 'now' | date: '%' }}",
    ]
    .map(str::to_owned)
    .into();
    for how in ["append: a", "prepend: a", "replace: 'a', a", "replace: 'aa', a", "append: a | append: a"] {
        all.extend([14, 20, 27, 40].map(|times| doubled(times, how)));
    }
    for (tag, end) in [
        ("{% if a %}", "{% endif %}"),
        ("{% unless a %}", "{% endunless %}"),
        ("{% for i in (1..2) %}", "{% endfor %}"),
        ("{% case a %}{% when 1 %}", "{% endcase %}"),
        ("{% capture a %}", "{% endcapture %}"),
        ("{% ifchanged %}", "{% endifchanged %}"),
        ("{% comment %}", "{% endcomment %}"),
        ("{% if a %}{% raw %}{% endif %}{% endraw %}", "{% endif %}"),
        ("{% if a == \"%}{% endif %}\" %}", "{% endif %}"),
    ] {
        all.extend([60, 200, 700, 1500, 5000].map(|times| nested(tag, end, times)));
    }
    for depth in [60, 1000, 10_000] {
        all.push(format!("{{{{ a{}1{} }}}}", "[a".repeat(depth), "]".repeat(depth)));
        all.push(format!("{{% for i in {}1..2{} %}}{{% endfor %}}", "(".repeat(depth), ")".repeat(depth)));
        all.push(format!(
            "{{% if {} %}}x{{% endif %}}{{% nonsense %}}",
            "a and ".repeat(depth.min(5000)) + "a"
        ));
    }
    // Loops inside loops over what a loop may have.
    for (outer, inner) in [(1000, 1000), (900, 100), (500, 21), (101, 100), (1000, 11), (300, 300)] {
        all.push(format!(
            "{{% for i in (1..{outer}) %}}{{% for j in (1..{inner}) %}}{{% endfor %}}{{% endfor %}}"
        ));
        let line = "0123456789".repeat(40);
        all.push(format!("{{% for i in (1..{}) %}}{line}{{% endfor %}}", outer.max(700)));
    }
    for bytes in [65_537, 100_000, 1_000_000, 3_000_000] {
        all.push("x".repeat(bytes));
        all.push("{{ a }}".repeat(bytes / 7 + 1));
    }
    // Output without loops: what a text of the allowed length can become.
    for times in [6, 8, 12] {
        let kept = format!("{{% capture a %}}{}{{% endcapture %}}", "y".repeat(60_000));
        all.push(format!("{kept}{}", "{{ a }}".repeat(times)));
    }
    // Much text kept under many names: none of them is too long for itself.
    let base = format!("{{% capture a %}}{}{{% endcapture %}}", "z".repeat(1_000));
    let base = format!("{base}{{% capture b %}}{}{{% endcapture %}}", "{{ a }}".repeat(250));
    for how in ["append: 'x'", "split: ''"] {
        let kept: String = (0..1_400).map(|n| format!("{{% assign v{n} = b | {how} %}}")).collect();
        all.push(format!("{base}{kept}"));
    }
    // Two hundred are asked for: the rest are braces in every wrong order.
    let wrong = [
        "{{",
        "{%",
        "{{ {{",
        "{% {%",
        "{{ '",
        "{{ \"",
        "{% if",
        "{% for",
        "{% for i in",
        "{% assign",
        "{{ a |",
        "{{ a | date: '",
    ];
    for (index, begin) in wrong.iter().cycle().enumerate() {
        if all.len() >= 200 {
            break;
        }
        all.push(format!("{}{begin}", "x\n".repeat(index)));
    }
    all
}

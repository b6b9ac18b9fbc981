//! `waymark template`: needs no settings, tells places, and its exit code says whether something is wrong.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &str) -> Output {
    told(Command::new(env!("CARGO_BIN_EXE_waymark")).args(arguments).env_clear(), input)
}

/// What a command says that reads this.
fn told(command: &mut Command, input: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Runs the program in a folder, where it keeps its data: its exit code, and what it told.
pub fn run_in(
    folder: &Path,
    settings: &[(&str, &str)],
    arguments: &[&str],
    input: &str,
) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
    let out = told(command.args(arguments).current_dir(folder).envs(settings.iter().copied()), input);
    (out.status.code(), String::from_utf8(out.stdout).unwrap())
}

#[test]
fn lint_tells_places_and_fails_when_something_is_wrong() {
    let wrong = "Subject: Order {{ ordername }}\n\n<a href=\"{{ order_status_url }}\">x</a>\n  {{ total_price | mony }}\n";
    let out = run(&["template", "lint", "-", "--kind", "shipped", "--language", "da"], wrong);
    let told = String::from_utf8(out.stdout).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(lines[0].starts_with("-:1:19: error: There is no variable “ordername”"), "{told}");
    assert!(
        lines[1].starts_with("-:4:20: error: There is no filter “mony”")
            && lines[1].ends_with("[unknown_filter]"),
        "{told}"
    );
    assert_eq!(out.status.code(), Some(1));
    let out = run(&["template", "lint", "-", "--kind", "nonsense"], "x");
    assert!(!out.status.success() && String::from_utf8(out.stderr).unwrap().contains("order_received"));
}

#[test]
fn what_print_prints_has_nothing_to_mend() {
    let out = run(&["template", "print", "shipped", "--language", "da"], "");
    let printed = String::from_utf8(out.stdout).unwrap();
    assert!(printed.starts_with("Subject: Ordre {{ order_name }} er på vej\n"), "{printed}");
    let out = run(&["template", "lint", "-", "--kind", "shipped"], &printed);
    assert_eq!((String::from_utf8(out.stdout).unwrap().as_str(), out.status.code()), ("", Some(0)));
}

#[test]
fn the_rendering_process_answers_nothing_to_nonsense() {
    let out = run(&["render-template"], "nonsense");
    assert!(!out.status.success() && out.stdout.is_empty());
}

#[test]
fn a_template_of_ones_own_is_used_when_it_leads_to_the_page_or_one_knows() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], input: &str| run_in(folder.path(), &[], arguments, input);
    let order =
        r##"{"id": 1, "name": "#1001", "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid"}"##;
    assert_eq!(run(&["import", "--shop", "shop", "-"], order).0, Some(0));
    let (code, told) =
        run(&["template", "use", "shipped", "-"], "Subject: Sent\n\n<p>It is on its way.</p>\n");
    assert!(code == Some(1) && told.contains("order_status_url") && told.contains("Not in use"), "{told}");
    assert_eq!(run(&["template", "list"], ""), (Some(0), String::new()));
    let whole = "Subject: Sent\n\n<p>It is on its way: <a href=\"{{ order_status_url }}\">see</a></p>\n";
    let (code, told) = run(&["template", "use", "shipped", "-", "--language", "da"], whole);
    assert_eq!((code, told.as_str()), (Some(0), "In use for shipped in da, as version 1.\n"));
    let (code, _) = run(&["template", "use", "shipped", "-", "--i-know"], "Subject: Sent\n\n<p>Sent.</p>\n");
    assert_eq!(code, Some(0));
    let (_, listed) = run(&["template", "list"], "");
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert_eq!(run(&["template", "reset", "shipped"], "").0, Some(0));
    assert_eq!(run(&["template", "list"], "").1.lines().count(), 1);
    assert_eq!(run(&["template", "use", "status/none", "-"], whole).0, Some(1), "there is no such status");
    // Looked at before it is used: the files hold what it writes, and a fault is told with its place.
    let (code, told) =
        run(&["template", "preview", "shipped", "-", "--out", "looked-at", "--language", "da"], whole);
    assert_eq!((code, told.as_str()), (Some(0), "shipped-da\tSent\n"));
    let file = |name: &str| std::fs::read_to_string(folder.path().join("looked-at").join(name)).unwrap();
    assert!(file("shipped-da.html").contains("It is on its way"));
    assert!(file("shipped-da.txt").contains("/o/samplesample"));
    let mail = file("shipped-da.eml");
    assert!(mail.contains("Subject: Sent") && mail.contains("multipart/alternative"), "{mail}");
    let looping =
        "Subject: Sent\n\n<p>\n{% for i in (1..900) %}{% for j in (1..900) %}x{% endfor %}{% endfor %}\n";
    let (code, told) = run(&["template", "preview", "shipped", "-", "--out", "looked-at"], looping);
    assert!(code == Some(1) && told.starts_with("-:") && told.contains("turn too often"), "{told}");
    let (code, told) =
        run(&["template", "preview", "all", "--out", "looked-at", "--language", "de", "--sparse"], "");
    assert_eq!((code, told.lines().count()), (Some(0), 15), "{told}");
}

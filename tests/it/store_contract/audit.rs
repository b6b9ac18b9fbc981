//! The audit log.

use waymark::domain::audit::Audited;

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(lines_are_told_newest_first_and_in_pages);

async fn lines_are_told_newest_first_and_in_pages(world: World) {
    let (_, oak) = world.shop("oak").await;
    let (_, ash) = world.shop("ash").await;
    let line = |subject: &str| Audited {
        action: "status.edited".into(),
        subject: subject.into(),
        before: None,
        after: Some("4-6 days".into()),
    };
    for (at, subject) in ["first", "second", "third"].into_iter().enumerate() {
        let at = minutes(i64::try_from(at).unwrap());
        oak.note_audit("Owner", &line(subject), at, &world.chance).await.unwrap();
    }
    let newest = oak.audit_lines(None, 2).await.unwrap();
    assert_eq!(newest.iter().map(|l| l.what.subject.as_str()).collect::<Vec<_>>(), ["third", "second"]);
    assert_eq!((newest[0].who.as_str(), newest[0].at), ("Owner", minutes(2)));
    let rest = oak.audit_lines(Some(newest[1].id), 2).await.unwrap();
    assert_eq!(rest.iter().map(|l| &l.what).collect::<Vec<_>>(), [&line("first")]);
    assert!(ash.audit_lines(None, 9).await.unwrap().is_empty());
}

//! Changes of settings as a whole, with the logo and the line of the audit log.

use waymark::domain::audit::Audited;
use waymark::domain::brand::Logo;
use waymark::store::LogoChange;

use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(settings_change_with_their_logo_or_not_at_all);

async fn settings_change_with_their_logo_or_not_at_all(world: World) {
    let (mut alder, store) = world.shop("alder").await;
    let what = Audited { action: "settings.changed".into(), subject: "Logo".into(), ..Audited::default() };
    let logo = |name: &str| Some(Logo { file: name.into(), width: 8, height: 8 });
    alder.settings.logo = logo("one.png");
    let put = LogoChange::Put(b"one");
    assert!(store.change_settings(&alder, put, ("Owner", &what), minutes(1), &world.chance).await.unwrap());
    assert_eq!(world.store.logo("one.png").await.unwrap().as_deref(), Some(&b"one"[..]));
    let saved = world.store.shop_by_handle("alder").await.unwrap().unwrap();
    assert_eq!((saved.revision, &saved.settings.logo), (2, &alder.settings.logo));

    // Read before somebody else changed it: nothing happens.
    alder.settings.logo = logo("two.png");
    let late = LogoChange::Put(b"two");
    assert!(!store.change_settings(&alder, late, ("Owner", &what), minutes(2), &world.chance).await.unwrap());
    assert_eq!(world.store.logo("two.png").await.unwrap(), None);
    assert_eq!(store.audit_lines(None, 9).await.unwrap().len(), 1);

    let mut saved = saved;
    (saved.name, saved.settings.logo) = ("Alder & Co".into(), logo("two.png"));
    assert!(store.change_settings(&saved, late, ("Owner", &what), minutes(3), &world.chance).await.unwrap());
    assert_eq!(world.store.logo("one.png").await.unwrap(), None, "the old one is gone");
    assert_eq!(world.store.logo("two.png").await.unwrap().as_deref(), Some(&b"two"[..]));
    assert_eq!(world.store.logo("\0").await.unwrap(), None);
    saved.revision = 3;
    let keep = LogoChange::Keep;
    assert!(store.change_settings(&saved, keep, ("Owner", &what), minutes(4), &world.chance).await.unwrap());
    assert!(world.store.logo("two.png").await.unwrap().is_some());
    (saved.revision, saved.settings.logo) = (4, None);
    let remove = LogoChange::Remove;
    assert!(
        store.change_settings(&saved, remove, ("Owner", &what), minutes(5), &world.chance).await.unwrap()
    );
    assert_eq!(world.store.logo("two.png").await.unwrap(), None);
    let saved = world.store.shop_by_handle("alder").await.unwrap().unwrap();
    assert_eq!((saved.name.as_str(), saved.revision), ("Alder & Co", 5));
}

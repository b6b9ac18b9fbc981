//! A shop's team as its owners see and change it: who is in it, with which role, and who is invited.
//! [`super::invitations`] invites.

use crate::domain::account::{Invitation, Mailed, Role, Teammate, User};
use crate::domain::admin_routes::{INVITATION, INVITATIONS, TEAM, TEAM_MEMBER, in_shop};
use crate::domain::audit::Audited;
use crate::domain::clock::Millis;
use crate::domain::ids::UserId;
use crate::domain::shop::Shop;
use crate::language::{Language, Speech};
use crate::services::settings::tabs;
use crate::services::{ServiceError, Services};
use crate::store::TeamChange;
use crate::wire::admin::team::{InvitationRow, TeamRow, TeamView};

use super::SessionKey;

/// A change that was carried out, with the key of whoever did it when they changed themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamChanged {
    /// What came of it.
    pub change: TeamChange,
    /// A sentence for whoever did it.
    pub sentence: String,
    /// The new key of their session.
    pub key: Option<SessionKey>,
}

impl Services {
    /// What the page of the team shows to `user`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn team_view(&self, shop: &Shop, user: &User) -> Result<TeamView, ServiceError> {
        let store = self.store.shop(shop.id);
        let (team, invitations) = (store.team().await?, store.invitations().await?);
        let now = self.clock.now();
        let speech = self.words.in_language(Language::English);
        let owners = team.iter().filter(|mate| mate.role == Role::Owner).count();
        let row = |mate: Teammate| TeamRow {
            action: in_shop(TEAM_MEMBER, &shop.handle).replace("{user}", &mate.user.id.to_string()),
            is_you: mate.user.id == user.id,
            is_owner: mate.role == Role::Owner,
            is_last_owner: mate.role == Role::Owner && owners < 2,
            since: speech.relative(mate.since, now),
            name: mate.user.name,
            email: mate.user.email,
            role: mate.role.name().to_owned(),
        };
        Ok(TeamView {
            tabs: tabs(shop, TEAM),
            action: in_shop(INVITATIONS, &shop.handle),
            people: team.into_iter().map(row).collect(),
            invitations: invitations.iter().map(|one| invitation_row(one, shop, &speech, now)).collect(),
            ..TeamView::default()
        })
    }

    /// Gives somebody of the team another role, or takes them out of it (`None`). Where it was somebody else,
    /// they are signed out everywhere; whoever changes their own role goes on under a new key.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn change_team(
        &self,
        shop: &Shop,
        who: (&User, &SessionKey),
        target: UserId,
        role: Option<Role>,
    ) -> Result<TeamChanged, ServiceError> {
        let (user, key) = who;
        let store = self.store.shop(shop.id);
        let Some(mate) = store.team().await?.into_iter().find(|mate| mate.user.id == target) else {
            let sentence = "They are not in the team any more.".to_owned();
            return Ok(TeamChanged { change: TeamChange::NotThere, sentence, key: None });
        };
        let what = Audited {
            action: if role.is_some() { "team.role" } else { "team.removed" }.into(),
            subject: mate.user.email.clone(),
            before: Some(mate.role.name().to_owned()),
            after: role.map(|role| role.name().to_owned()),
        };
        let is_self = target == user.id;
        let but = is_self.then(|| key.hash());
        let told = (user.name.as_str(), &what);
        let change = store.change_teammate(target, role, but, told, self.clock.now(), &*self.chance).await?;
        let key =
            if change == TeamChange::Done && is_self { Some(self.change_key(key).await?) } else { None };
        Ok(TeamChanged { sentence: sentence(change, &mate, role, is_self), change, key })
    }
}

/// What whoever did it reads.
fn sentence(change: TeamChange, mate: &Teammate, role: Option<Role>, is_self: bool) -> String {
    let name = &mate.user.name;
    match (change, role) {
        (TeamChange::Done, Some(role)) if is_self => format!("You are {} now.", role.in_words()),
        (TeamChange::Done, None) if is_self => "You have left the team.".to_owned(),
        (TeamChange::Done, Some(role)) => {
            format!("{name} is {} now, and has to sign in again.", role.in_words())
        }
        (TeamChange::Done, None) => format!("{name} is no longer in the team and is signed out."),
        (TeamChange::Same, _) => "Nothing was different.".to_owned(),
        (TeamChange::LastOwner, _) => "A shop needs an owner: make somebody else an owner first.".to_owned(),
        (TeamChange::NotThere, _) => "They are not in the team any more.".to_owned(),
    }
}

fn invitation_row(one: &Invitation, shop: &Shop, speech: &Speech, now: Millis) -> InvitationRow {
    let is_over = one.ends_at <= now;
    let (state, tone) = match one.mailed {
        _ if is_over => ("Expired", "warn"),
        Mailed::Waiting => ("On its way", ""),
        Mailed::Sent => ("Sent", "good"),
        Mailed::Failed => ("Could not be delivered", "stop"),
    };
    let ends = speech.relative(one.ends_at, now);
    InvitationRow {
        action: in_shop(INVITATION, &shop.handle).replace("{invitation}", &one.id.to_string()),
        email: one.email.clone(),
        role: one.role.name().to_owned(),
        by: one.invited_by.clone(),
        state: state.to_owned(),
        tone: tone.to_owned(),
        ends: if is_over { format!("ended {ends}") } else { format!("ends {ends}") },
    }
}

//! The right column of an order: who, what, where, by which links, told by which messages.

use leptos::prelude::*;

use crate::wire::admin::order::{LinkLine, MessageLine, OrderDesk};
use crate::wire::order_view::{DueMoveView, ItemView, ParcelView};

/// The right column.
#[component]
pub fn Aside(
    /// Everything the page shows.
    desk: OrderDesk,
) -> impl IntoView {
    let OrderDesk {
        path, customer, tags, items, parcels, due_moves, links, messages, languages, erased, ..
    } = desk;
    let customer = customer
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        .collect_view();
    let tags = (!tags.is_empty()).then(|| {
        let tags = tags.into_iter().map(|tag| view! { <li class="badge">{tag}</li> }).collect_view();
        view! { <h3>"Tags"</h3><ul class="row badges pad">{tags}</ul> }
    });
    let items = items.into_iter().map(|(_, item)| view! { <Line item/> }).collect_view();
    let moves = (!due_moves.is_empty()).then(|| view! { <DueHistory moves=due_moves/> });
    let looking = (!erased).then(|| view! { <AsShopper path=path.clone() languages/> });
    view! {
        <div>
            <section class="sheet" aria-labelledby="customer"><h2 id="customer">"Customer"</h2><dl>{customer}</dl>{tags}</section>
            <section class="sheet" aria-labelledby="items"><h2 id="items">"Items"</h2><ul class="plain">{items}</ul></section>
            {(!parcels.is_empty()).then(|| view! { <Parcels parcels/> })}
            {moves}
            {looking}
            <Links links path=path.clone() erased/>
            <Messages messages path erased/>
        </div>
    }
}

#[component]
fn Line(item: ItemView) -> impl IntoView {
    let ItemView { title, variant, quantity, progress, tone, price, .. } = item;
    view! {
        <li>
            <p>{quantity}" × "<strong>{title}</strong>{variant.map(|variant| format!(", {variant}"))}</p>
            <p class="row"><span class=format!("badge {}", tone.class())>{progress}</span>{price}</p>
        </li>
    }
}

#[component]
fn Parcels(parcels: Vec<ParcelView>) -> impl IntoView {
    let rows = parcels
        .into_iter()
        .map(|parcel| {
            let tracking = parcel
                .tracking
                .into_iter()
                .map(|one| {
                    let carrier = one.carrier.map(|carrier| format!("{carrier} "));
                    let link = one.url.map(|url| {
                        view! { " "<a href=url rel="noopener noreferrer" target="_blank">{one.action}</a> }
                    });
                    view! { <p>{carrier}<code>{one.number}</code>{link}</p> }
                })
                .collect_view();
            let scan = parcel.scan.map(|scan| view! { <p class="hint">{scan.when.text}" "{scan.text}</p> });
            view! {
                <li>
                    <p class="row"><strong>{parcel.title}</strong><span class=format!("badge {}", parcel.tone.class())>{parcel.state}</span></p>
                    {tracking}{scan}
                    {parcel.expected.map(|expected| view! { <p class="hint">{expected}</p> })}
                    <p class="hint">{parcel.items.join(" · ")}</p>
                </li>
            }
        })
        .collect_view();
    view! { <section class="sheet" aria-labelledby="parcels"><h2 id="parcels">"Parcels"</h2><ul class="plain">{rows}</ul></section> }
}

#[component]
fn DueHistory(moves: Vec<DueMoveView>) -> impl IntoView {
    let rows = moves
        .into_iter()
        .map(|one| {
            let to = if one.to.is_empty() { "no date".to_owned() } else { one.to };
            let reason = one.reason.map(|reason| view! { <p class="hint">{reason}</p> });
            view! { <li><p><s>{one.from}</s>" → "<strong>{to}</strong>" "{one.when}</p>{reason}</li> }
        })
        .collect_view();
    view! { <section class="sheet" aria-labelledby="moves"><h2 id="moves">"How the date moved"</h2><ul class="plain">{rows}</ul></section> }
}

/// Opens what a shopper sees at a level, in a language.
#[component]
fn AsShopper(path: String, languages: Vec<(String, String, bool)>) -> impl IntoView {
    let options = languages
        .into_iter()
        .map(|(tag, name, own)| {
            let value = tag.clone();
            view! { <option value=value selected=own lang=tag>{name}</option> }
        })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="as-shopper">
            <h2 id="as-shopper">"See as shopper"</h2>
            <form class="fields" method="get" action=format!("{path}/as-shopper")>
                <div class="pair">
                    <div class="field"><label for="level">"Level"</label>
                        <select id="level" name="level">
                            <option value="reduced">"Reduced"</option>
                            <option value="standard" selected=true>"Standard"</option>
                            <option value="full">"Full"</option>
                        </select></div>
                    <div class="field"><label for="lang">"Language"</label><select id="lang" name="lang">{options}</select></div>
                </div>
                <div class="row"><button>"Open"</button><span class="hint">"No visit is counted."</span></div>
            </form>
        </section>
    }
}

#[component]
fn Links(links: Vec<LinkLine>, path: String, erased: bool) -> impl IntoView {
    let any_alive = links.iter().any(|link| link.alive);
    let end = format!("{path}/links/end");
    let rows = links
        .into_iter()
        .map(|link| {
            let address = link.address.map(|address| {
                let label = format!("Address of the link “{}”", link.purpose);
                let copies = format!("the address of the link “{}”", link.purpose);
                view! { <input class="address" readonly=true value=address aria-label=label data-copy=copies/> }
            });
            let ending = link.alive.then(|| {
                view! {
                    <form method="post" action=end.clone()>
                        <input type="hidden" name="link" value=link.id/>
                        <button class="danger">"End"<span class="vh">{format!(" the link “{}” of {}", link.purpose, link.made)}</span></button>
                    </form>
                }
            });
            let dead = !link.alive;
            let state = format!("{} level · made {} · {} · {}", link.level, link.made, link.ends, link.visits);
            view! { <li class:undone=dead><p><strong>{link.purpose}</strong></p><p class="hint">{state}</p>{address}{ending}</li> }
        })
        .collect_view();
    let make = (!erased).then(|| {
        view! {
            <form class="fields" method="post" action=format!("{path}/links")>
                <div class="field"><label for="purpose">"New link"</label>
                    <select id="purpose" name="purpose">
                        <option value="merchant">"To hand to the shopper"</option>
                        <option value="share">"To pass on, without prices"</option>
                    </select></div>
                <div class="row"><button>"Make link"</button></div>
            </form>
        }
    });
    let end_all = any_alive.then(|| {
        view! { <form class="pad" method="post" action=end><button class="danger">"End all links"</button></form> }
    });
    view! {
        <section class="sheet" aria-labelledby="links"><h2 id="links">"Links"</h2><ul class="plain">{rows}</ul>{make}{end_all}</section>
    }
}

#[component]
fn Messages(messages: Vec<MessageLine>, path: String, erased: bool) -> impl IntoView {
    let empty = messages.is_empty().then(|| view! { <p class="pad">"No messages yet."</p> });
    let rows = messages.into_iter().map(|message| view! { <MessageRow message/> }).collect_view();
    let correct = (!erased).then(|| {
        view! {
            <details class="pad"><summary>"Correct the address"</summary>
                <form class="fields" method="post" action=format!("{path}/address")>
                    <div class="field"><label for="address">"Messages about this order go to"
                        <small>"Waiting messages follow. One-time codes still go to the address that Shopify tells."</small></label>
                        <input id="address" name="address" type="email" required=true maxlength="254" autocomplete="off"/></div>
                    <div class="row"><button>"Correct"</button></div>
                </form>
            </details>
        }
    });
    view! {
        <section class="sheet" aria-labelledby="messages"><h2 id="messages">"Messages"</h2>{empty}<ul class="plain">{rows}</ul>{correct}</section>
    }
}

#[component]
fn MessageRow(message: MessageLine) -> impl IntoView {
    let MessageLine { when, subject, to, state, tone, more, href, resend, send_now, do_not_send } = message;
    let scheduled = send_now.zip(do_not_send).map(|(now, not)| {
        let of = format!(": {subject}");
        view! {
            <div class="row">
                <form method="post" action=now><button>"Send now"<span class="vh">{of.clone()}</span></button></form>
                <form method="post" action=not><button class="danger">"Do not send"<span class="vh">{of}</span></button></form>
            </div>
        }
    });
    let more = more.map(|words| view! { <p class="hint">{words}</p> });
    let resend = resend.map(|path| {
        view! { <form method="post" action=path><button>"Send again"<span class="vh">{format!(": {subject}")}</span></button></form> }
    });
    view! {
        <li>
            <p><a href=href><strong>{subject.clone()}</strong></a></p>
            <p class="hint">{to}" · "<time datetime=when.iso>{when.text}</time></p>
            <p><span class=format!("badge {}", tone.class())>{state}</span></p>
            {more}
            {resend}
            {scheduled}
        </li>
    }
}

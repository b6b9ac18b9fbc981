//! Carriers: where a shopper can follow a parcel, and how a tracking number reads best.
//!
//! Turns what an order says of a parcel (company, number, link: all free text) into one link that is
//! safe to print. It never fetches anything and never trusts a link it was given: see [`link`] for
//! what is let through. A carrier is only ever guessed from a number when its check digit and its
//! shape leave no other choice, because a wrong carrier is worse than none.
//!
//! Start with [`tracking_link`]; `table/` holds the carriers, `formats.rs` the shapes of numbers,
//! `posts.rs` the postal services of the world.

mod check;
mod detect;
mod formats;
mod group;
mod link;
mod names;
mod posts;
mod table;

pub use detect::{Candidate, detect};
pub use group::grouped;
pub use names::{all, known};

/// A company that carries parcels and, mostly, lets anyone follow one by its number.
#[derive(Debug, PartialEq, Eq)]
pub struct Carrier {
    /// Name for shoppers.
    pub name: &'static str,
    /// Page of one parcel, `{}` standing for the number; `None` when there is no public page that
    /// opens by number alone.
    pub url: Option<&'static str>,
    /// Other names merchants and Shopify use, besides `name`. Case, blanks, punctuation and accents
    /// do not matter.
    pub aliases: &'static [&'static str],
}

impl Carrier {
    /// A carrier with a public page.
    const fn to(name: &'static str, url: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, url: Some(url), aliases }
    }

    /// A carrier without one.
    const fn bare(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, url: None, aliases }
    }

    /// Host of its page without `www.`; `None` without a page.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        let any = self.url?.replace("{}", "0");
        link::checked(&any).map(|(_, host)| host)
    }

    /// The page of one parcel; `None` without a page or when `number` cannot be a number.
    #[must_use]
    pub fn url_for(&self, number: &str) -> Option<String> {
        let number = link::number_in_url(number)?;
        self.url.map(|template| template.replace("{}", &number))
    }
}

/// What to print for one tracking number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackingLink {
    /// Name of the carrier; `None` when nobody said and the number does not tell.
    pub carrier: Option<String>,
    /// The number as given, trimmed; empty when there is none.
    pub number: String,
    /// Page to follow the parcel, http or https; `None` when there is none to trust.
    pub url: Option<String>,
    /// Host of `url` without `www.`, for "Track at …"; `None` exactly when `url` is.
    pub host: Option<String>,
}

/// The link for a parcel: the given `url` when it is a plain web address, else the page of the known
/// `company`, else of the carrier the number gives away, else none. Blank texts count as absent.
#[must_use]
pub fn tracking_link(company: Option<&str>, number: Option<&str>, url: Option<&str>) -> TrackingLink {
    let company = company.map(names::tidy).filter(|name| !names::says_nothing(name));
    let number = number.map(names::tidy).unwrap_or_default();
    let named = company.as_deref().and_then(known).map(|carrier| detect::narrowed(carrier, &number));
    let given = url.and_then(link::checked);
    let told = || detect::certain(&number);
    let by_link = given.as_ref().and_then(|(_, host)| names::by_host(host));
    let carrier = named
        .map(|carrier| carrier.name.to_owned())
        .or(company)
        .or_else(|| by_link.or_else(told).map(|carrier| carrier.name.to_owned()));
    let (url, host) = given
        .or_else(|| {
            let built = named.or_else(told)?.url_for(&number)?;
            link::checked(&built)
        })
        .unzip();
    TrackingLink { carrier, number, url, host }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(company: &str, number: &str, url: &str) -> TrackingLink {
        tracking_link(Some(company), Some(number), Some(url))
    }

    #[test]
    fn a_safe_link_of_the_shop_wins() {
        let got = link("PostNord DK", " 0037 0735 ", "https://www.track.example/p/1?x=2#y");
        assert_eq!(got.url.as_deref(), Some("https://www.track.example/p/1?x=2#y"));
        assert_eq!(got.host.as_deref(), Some("track.example"));
        assert_eq!(got.carrier.as_deref(), Some("PostNord"));
        assert_eq!(got.number, "0037 0735");
    }

    #[test]
    fn an_unsafe_link_is_replaced_by_our_own() {
        let got = link("post nord", "0037 0735 0049 0001 0421", "javascript:alert(1)");
        let expected = "https://portal.postnord.com/tracking/details/00370735004900010421";
        assert_eq!(got.url.as_deref(), Some(expected));
        assert_eq!(got.host.as_deref(), Some("portal.postnord.com"));
    }

    #[test]
    fn an_unknown_company_keeps_its_name_and_gets_no_link() {
        let got = link("Carrier of Tomorrow", "TMRW 77-1058", "data:text/html,x");
        assert_eq!(got.carrier.as_deref(), Some("Carrier of Tomorrow"));
        assert_eq!((got.number.as_str(), got.url, got.host), ("TMRW 77-1058", None, None));
    }

    #[test]
    fn the_number_speaks_when_nobody_else_does() {
        let got = tracking_link(None, Some("UA482110292DK"), None);
        assert_eq!(got.carrier.as_deref(), Some("PostNord"));
        let got = tracking_link(Some("Other"), Some("1Z5R89390357567127"), Some(""));
        assert_eq!(got.host.as_deref(), Some("ups.com"));
        assert_eq!(got.carrier.as_deref(), Some("UPS"));
    }

    #[test]
    fn digits_many_carriers_use_are_no_proof() {
        // A valid FedEx check digit, which one in ten GLS numbers has too.
        let got = tracking_link(None, Some("986578788855"), None);
        assert_eq!((got.carrier, got.url), (None, None));
    }

    #[test]
    fn the_host_names_the_carrier_when_the_company_says_nothing() {
        let got = link("Other", "1", "https://www.dao.as/privat/find-din-pakke?stregkode=1");
        assert_eq!(got.carrier.as_deref(), Some("DAO"));
    }

    #[test]
    fn dhl_is_narrowed_by_its_number() {
        let got = tracking_link(Some("DHL"), Some("00340434161094015902"), None);
        assert_eq!(got.carrier.as_deref(), Some("DHL Paket"));
        assert_eq!(got.host.as_deref(), Some("dhl.de"));
        let got = tracking_link(Some("DHL"), Some("3318810025"), None);
        assert_eq!(got.carrier.as_deref(), Some("DHL"));
        assert_eq!(got.host.as_deref(), Some("dhl.com"));
    }

    #[test]
    fn nothing_given_gives_nothing() {
        assert_eq!(tracking_link(None, None, None), TrackingLink::default());
        assert_eq!(tracking_link(Some(" "), Some("\n"), Some(" ")), TrackingLink::default());
        assert_eq!(tracking_link(Some("GLS"), None, None).url, None);
        assert_eq!(tracking_link(Some("GLS"), Some("left with the neighbor"), None).url, None);
    }

    #[test]
    fn numbers_cannot_leave_their_place_in_the_link() {
        let got = tracking_link(Some("GLS"), Some("1/../?x=\"><b>&#1"), None);
        let expected = "https://gls-group.com/track/1%2F..%2F%3Fx%3D%22%3E%3Cb%3E%26%231";
        assert_eq!(got.url.as_deref(), Some(expected));
    }
}

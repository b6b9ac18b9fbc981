//! An e-mail address where whoever reads it need not be its owner: enough to know it again, no more.

/// An address fit for a page that others may hold the link of: "s…@e….com".
#[must_use]
pub fn masked(address: &str) -> String {
    let (name, host) = address.rsplit_once('@').unwrap_or((address, ""));
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    format!("{}…@{}….{ending}", first(name), first(host))
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_address_is_known_again_by_its_owner_alone() {
        assert_eq!(masked("shopper@example.com"), "s…@e….com");
        assert_eq!(masked("å@mail.shop.example"), "å…@m….example");
        for odd in ["", "@", "a@", "a@b", "no address"] {
            assert!(masked(odd).chars().count() <= 6, "{odd}");
        }
    }
}

//! The variables that templates know, what they mean, and those of Shopify's notifications that are empty
//! here, each with the reason. Used by lint, by the editor and by docs/templates.md. Start with
//! [`variables`].

/// A variable that templates know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name; `[]` stands for each item of a list.
    pub path: &'static str,
    /// What it is, in one sentence for the merchant.
    pub meaning: &'static str,
    /// Whether Shopify's notifications have it too.
    pub shopify: bool,
}

/// A variable of Shopify's notifications that is always empty here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Its name, with everything below it.
    pub path: &'static str,
    /// Why it is empty.
    pub reason: &'static str,
}

const fn theirs(path: &'static str, meaning: &'static str) -> Variable {
    Variable { path, meaning, shopify: true }
}

const fn ours(path: &'static str, meaning: &'static str) -> Variable {
    Variable { path, meaning, shopify: false }
}

const VARIABLES: &[Variable] = &[
    theirs("order_status_url", "The address of the order's page. Every message should lead there."),
    theirs("order_name", "What people call the order: #1001."),
    theirs("name", "The same."),
    theirs("order_number", "The same without signs: 1001."),
    theirs("confirmation_number", "Shopify's random number of the order."),
    theirs("id", "Shopify's id of the order."),
    theirs("email", "The address that Shopify tells for the order; empty when it tells none."),
    theirs("created_at", "When the order was placed."),
    theirs("customer.first_name", "The shopper's first name, where it is known."),
    theirs("customer.last_name", "The rest of the name."),
    theirs("customer.name", "The whole name."),
    theirs("customer.email", "The address that Shopify tells for the order; empty when it tells none."),
    theirs("order.name", "The same as order_name."),
    theirs("order.order_status_url", "The same as order_status_url."),
    theirs("order.customer_order_url", "The same as order_status_url."),
    theirs("order.total_outstanding", "The same as total_outstanding."),
    theirs("order_details_url", "The same as order_status_url."),
    theirs("url", "The same as order_status_url."),
    theirs("item_count", "How many pieces were ordered."),
    theirs("financial_status", "How the payment stands, in Shopify's word."),
    theirs("fulfillment_status", "How far the order is sent, in Shopify's word."),
    theirs("cancel_reason", "Why the order was canceled, in Shopify's word."),
    theirs("requires_shipping", "Whether anything has to be sent."),
    theirs("delivery_method", "How the order reaches the shopper, in Shopify's word."),
    theirs("consolidated_estimated_delivery_time", "The expected date in words, where one was given."),
    theirs("subtotal_price", "The sum of the lines, in hundredths."),
    theirs("total_price", "What the order costs, in hundredths."),
    theirs("total_outstanding", "What is still to be paid, in hundredths."),
    theirs("net_payment", "What was paid, in hundredths."),
    theirs("refund_amount", "What went back, in hundredths."),
    theirs("amount", "The same as refund_amount."),
    theirs("unsubscribe_url", "Where progress reports are stopped, where the message has such a link."),
    theirs("line_items[].title", "What was ordered."),
    theirs("line_items[].product.title", "The same."),
    theirs("line_items[].variant.title", "The variant, where it has a name."),
    theirs("line_items[].variant_title", "The same."),
    theirs("line_items[].quantity", "How many."),
    theirs("line_items[].refunded_quantity", "How many were taken back."),
    theirs("line_items[].image", "The address of its picture."),
    theirs("line_items[].final_line_price", "The price of the line after discounts, in hundredths."),
    theirs("line_items[].original_line_price", "The same: the price before discounts is not kept."),
    theirs("line_items[].line_price", "The same."),
    theirs("line_items[].final_price", "The price of one piece, in hundredths."),
    theirs("line_items[].original_price", "The same."),
    theirs("line_items[].price", "The same."),
    theirs("line_items[].requires_shipping", "Whether it has to be sent."),
    theirs("fulfillment.tracking_company", "The carrier of the shipment."),
    theirs("fulfillment.tracking_number", "Its tracking number."),
    theirs("fulfillment.tracking_numbers[]", "All its tracking numbers."),
    theirs("fulfillment.tracking_url", "Where the carrier shows the parcel."),
    theirs("fulfillment.tracking_urls[]", "All these addresses."),
    theirs("fulfillment.estimated_delivery_at", "When the carrier expects to deliver."),
    theirs("fulfillment.created_at", "When it was sent."),
    theirs("fulfillment.item_count", "How many pieces are inside."),
    theirs("fulfillment.fulfillment_line_items[].quantity", "How many of a line are inside."),
    theirs("fulfillment.fulfillment_line_items[].line_item", "The line, with everything line_items have."),
    theirs("shipping_address.name", "Who gets the parcel."),
    theirs("shipping_address.first_name", "The first name."),
    theirs("shipping_address.last_name", "The rest of the name."),
    theirs("shipping_address.company", "The company."),
    theirs("shipping_address.address1", "The street, where the shop keeps addresses."),
    theirs("shipping_address.address2", "A second line, likewise."),
    theirs("shipping_address.street", "Both."),
    theirs("shipping_address.zip", "The postcode."),
    theirs("shipping_address.city", "The town."),
    theirs("shipping_address.province", "The province or state."),
    theirs("shipping_address.country", "The country's code."),
    theirs("shipping_address.country_code", "The same."),
    theirs("transactions[].amount", "An amount that moved, in hundredths."),
    theirs("transactions[].gateway", "By which way of paying."),
    theirs("transactions[].gateway_display_name", "The same."),
    theirs("transactions[].kind", "What it was, in Shopify's word."),
    theirs("transactions[].status", "How it ended, in Shopify's word."),
    theirs("return.decline.note", "Why a return was declined."),
    ours("return.status", "How the return stands, in Shopify's word."),
    ours("return.name", "What the return is called."),
    theirs("shop.name", "The shop's name."),
    theirs("shop.url", "The address of the shop's site."),
    theirs("shop.email", "Where shoppers write to."),
    theirs("shop.domain", "The shop's domain."),
    theirs("shop.permanent_domain", "The shop's myshopify.com domain."),
    theirs("shop.email_logo_url", "The address of the logo."),
    theirs("shop.email_logo_width", "How wide the logo is, in pixels."),
    theirs("shop.email_accent_color", "The accent color, corrected until it can be read."),
    theirs("shop.currency", "The shop's currency."),
    ours("currency", "The order's currency."),
    ours("language", "The tag of the message's language."),
    ours("status.name", "The status the order came into, in the shopper's language."),
    ours("status.text", "What it means, likewise."),
    ours("status.previous", "The status before."),
    ours("note", "The note beside the status."),
    ours("notes[]", "All notes, when several changes became one message."),
    ours("due.text", "The expected date in words."),
    ours("due.from", "Its first day: 2026-11-26."),
    ours("due.to", "Its last day."),
    ours("due.before", "The date before, in words."),
    ours("due.given", "Whether the message tells of a first date."),
    ours("due.moved", "Whether it tells of a moved date."),
    ours("due.dropped", "Whether it tells that the date was taken back."),
    ours("reason", "Why: of a moved date, a hold, a declined return, a cancellation."),
    ours("comment.text", "What you wrote to the shopper."),
    ours("comment.by", "Who signed it."),
    ours("code", "The one-time code."),
    ours("facts[].label", "A row of the box with facts: what it is called."),
    ours("facts[].value", "What it says."),
    ours("facts[].url", "Where it leads."),
    ours("facts[].note", "A second line."),
    ours("items[].title", "What was ordered, for the list in the built-in design."),
    ours("items[].variant", "The variant."),
    ours("items[].quantity", "How many."),
    ours("items_more", "How many more items there are than that list has."),
];

const fn empty(path: &'static str, reason: &'static str) -> Support {
    Support { path, reason }
}

const NOT_READ: &str = "Waymark does not read it from Shopify.";
const OTHER_MAIL: &str = "It belongs to an e-mail that Waymark does not send.";
const PRICES: &str = "Waymark reads what the order costs, not how that is made up.";
const RETURNS: &str = "Waymark reads how a return stands, not what is in it.";

const UNSUPPORTED: &[Support] = &[
    empty("account_link", OTHER_MAIL),
    empty("added_line_items", OTHER_MAIL),
    empty("added_subtotal", OTHER_MAIL),
    empty("added_tax_total", OTHER_MAIL),
    empty("added_total", OTHER_MAIL),
    empty("billing_address", "The billing address is not kept."),
    empty("checkout_payment_collection_url", OTHER_MAIL),
    empty("child_order", OTHER_MAIL),
    empty("child_order_processed_at", OTHER_MAIL),
    empty("child_transactions", OTHER_MAIL),
    empty("credit_card_url", "Messages show no pictures of payment cards."),
    empty("current_date", "Use the filter date on the text 'now' instead."),
    empty("current_time", "Use the filter date on the text 'now' instead."),
    empty("custom_message", OTHER_MAIL),
    empty("customer.account_activation_url", OTHER_MAIL),
    empty("customer.reset_password_url", OTHER_MAIL),
    empty("customer.subscribe_url", OTHER_MAIL),
    empty("delivery_instructions", NOT_READ),
    empty("discount_applications", PRICES),
    empty("discount_value", PRICES),
    empty("discounts", PRICES),
    empty("discounts_savings", PRICES),
    empty("due_date", OTHER_MAIL),
    empty("exchange_balance", OTHER_MAIL),
    empty("exchange_total", OTHER_MAIL),
    empty("exchange_type", OTHER_MAIL),
    empty("fulfillment_aborted", NOT_READ),
    empty("gateway", "Use transactions."),
    empty("gift_card", OTHER_MAIL),
    empty("has_high_risks", "It is for staff only."),
    empty("invoice_url", OTHER_MAIL),
    empty("line_items[].discount_allocations", PRICES),
    empty("line_items[].selling_plan_allocation", NOT_READ),
    empty("line_items[].sku", NOT_READ),
    empty("line_items[].vendor", NOT_READ),
    empty("line_items[].grams", NOT_READ),
    empty("location", NOT_READ),
    empty("parent_order", OTHER_MAIL),
    empty("parent_order_processed_at", OTHER_MAIL),
    empty("parent_transactions", OTHER_MAIL),
    empty("payment_terms", OTHER_MAIL),
    empty("pickup_instructions", NOT_READ),
    empty("public_file_url", RETURNS),
    empty("refund_line_items", RETURNS),
    empty("refund_method_title", PRICES),
    empty("reserve_inventory_until", OTHER_MAIL),
    empty("return.decline.reason", "Use return.decline.note."),
    empty("return.deliveries", RETURNS),
    empty("return.line_items", RETURNS),
    empty("return_delivery", RETURNS),
    empty("return_label", RETURNS),
    empty("return_line_items", RETURNS),
    empty("return_subtotal", RETURNS),
    empty("return_tax_total", RETURNS),
    empty("return_total", RETURNS),
    empty("service_name", OTHER_MAIL),
    empty("shipping_address.phone", "Phone numbers are not kept."),
    empty("shipping_method", NOT_READ),
    empty("shipping_methods", NOT_READ),
    empty("shipping_price", PRICES),
    empty("subtotal", OTHER_MAIL),
    empty("tax_lines", PRICES),
    empty("tax_price", PRICES),
    empty("tax_total", PRICES),
    empty("total", OTHER_MAIL),
    empty("total_discounts", PRICES),
    empty("total_duties", PRICES),
    empty("total_tip", PRICES),
    empty("total_tip_received", PRICES),
    empty("transactions[].payment_details", "Card data are not read."),
];

/// Lists that are called otherwise as well.
const SAME: &[(&str, &str)] = &[
    ("subtotal_line_items", "line_items"),
    ("order.line_items", "line_items"),
    ("fulfillment.fulfillment_line_items[].line_item", "line_items[]"),
    ("order.fulfillment", "fulfillment"),
];

/// The variables that templates know, in the order of the documentation.
#[must_use]
pub const fn variables() -> &'static [Variable] {
    VARIABLES
}

/// The variables of Shopify's notifications that are always empty here.
#[must_use]
pub const fn unsupported() -> &'static [Support] {
    UNSUPPORTED
}

/// The names of all filters.
#[must_use]
pub fn filter_names() -> Vec<&'static str> {
    super::filters::names().collect()
}

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is a variable, or holds some.
    Known,
    /// It is Shopify's and always empty.
    Empty(&'static str),
    /// Nobody knows it.
    Unknown,
}

/// How a path stands that [`path_of`] made.
pub(super) fn standing(path: &str) -> Standing {
    let path = with_own_name(path);
    let holds = |known: &str, path: &str| {
        known == path
            || known.strip_prefix(path).is_some_and(|rest| rest.starts_with('.') || rest.starts_with('['))
    };
    let asks_list = path.strip_suffix(".size").unwrap_or(&path);
    if VARIABLES.iter().any(|known| holds(known.path, &path) || holds(known.path, asks_list)) {
        return Standing::Known;
    }
    let empty = UNSUPPORTED.iter().find(|empty| holds(&path, empty.path));
    empty.map_or(Standing::Unknown, |empty| Standing::Empty(empty.reason))
}

/// The path of a name as the table has it: `a[0].b.first` is `a[].b[]`.
pub(super) fn path_of(name: &str) -> String {
    let mut path = String::new();
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '[' => {
                depth += 1;
                if depth == 1 {
                    path.push_str("[]");
                }
            }
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => path.push(c),
            _ => {}
        }
    }
    for end in [".first", ".last"] {
        path = path.replace(&format!("{end}."), "[].");
        if let Some(list) = path.strip_suffix(end) {
            path = format!("{list}[]");
        }
    }
    path
}

fn with_own_name(path: &str) -> String {
    let mut path = path.to_owned();
    for (other, own) in SAME {
        if let Some(rest) =
            path.strip_prefix(other).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        {
            path = format!("{own}{rest}");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_paths() {
        for known in [
            "order_name",
            "customer",
            "line_items.size",
            "subtotal_line_items[0].product.title",
            "fulfillment.tracking_numbers.first",
            "fulfillment.fulfillment_line_items[].line_item.title",
        ] {
            assert_eq!(standing(&path_of(known)), Standing::Known, "{known}");
        }
        assert_eq!(standing("billing_address.city"), Standing::Empty("The billing address is not kept."));
        assert_eq!(standing(&path_of("line_items.first.sku")), Standing::Empty(NOT_READ));
        assert_eq!(standing("ordername"), Standing::Unknown);
        assert_eq!(standing("customer.firstname"), Standing::Unknown);
    }
}

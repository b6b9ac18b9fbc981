//! The questions, checked against the schema when the crate is compiled. Each is named like the
//! operation in its file.

use graphql_client::GraphQLQuery;

// Shopify's scalars as they stand in JSON.
type DateTime = String;
type Decimal = String;
type UnsignedInt64 = String;
#[expect(clippy::upper_case_acronyms, reason = "Shopify's name")]
type URL = String;

macro_rules! operations {
    ($($file:tt: $($name:ident),*;)*) => {$($(
        #[derive(GraphQLQuery)]
        #[graphql(
            schema_path = "src/shopify/schema/admin.graphql",
            query_path = $file,
            response_derives = "Debug"
        )]
        pub(super) struct $name;
    )*)*};
}

operations! {
    "src/shopify/queries/order.graphql": WholeOrder, OrderItems, OrderPromises, PromiseItems, OrderReturns,
        OrderParcelIds, OrderRefundIds, OrderTransactions, ParcelsById, ParcelRest, RefundsById, RefundRest,
        OpenParcels, ChangedOrders;
    "src/shopify/queries/owner.graphql": OrderOfFulfillmentOrder, OrderOfReturn,
        OrderOfReverseFulfillmentOrder, OrderOfReverseDelivery;
    "src/shopify/queries/install_check.graphql": InstallCheck;
    "src/shopify/queries/subscriptions.graphql": Subscriptions, Subscribe, Resubscribe, Unsubscribe;
    "src/shopify/queries/bulk.graphql": StartBulk, PollBulk, CancelBulk;
}

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "src/shopify/schema/admin.graphql",
    query_path = "src/shopify/queries/bulk_orders.graphql",
    response_derives = "Debug"
)]
#[expect(dead_code, reason = "its text is handed over as it is; nobody asks it directly")]
pub(super) struct BulkOrders;

//! A comment, among staff or to the shopper, with pictures. A file that cannot be used is told in a
//! sentence; nothing else typed is lost.

use uuid::Uuid;

use crate::domain::ids::{OrderId, uuid_at};
use crate::domain::order::CommentPicture;
use crate::domain::shop::Shop;
use crate::services::change_order::{ChangeOutcome, Done, MerchantChange, NewComment, TEXT_LIMIT};
use crate::services::{ServiceError, Services};
use crate::store::StoredPicture;
use crate::wire::admin::order::CommentForm;

use super::form::filled;
use super::pictures::{MOST, encode_again};

/// Shortest comment, in characters.
const SHORTEST: usize = 3;
/// Longest words beside a picture, in characters.
const ALT_LIMIT: usize = 200;

/// What came of sending a comment.
#[derive(Clone, Debug)]
pub enum Commented {
    /// Something has to be corrected; the sentences stand in the form.
    Wrong(CommentForm),
    /// It stands on the order.
    Done(Done),
    /// It was written before.
    Unchanged,
    /// The shop has no such order, or it is erased.
    NoOrder,
}

impl Services {
    /// Writes a comment with the files of its pictures, each with what it shows in `form.alt`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn comment_on_order(
        &self,
        shop: &Shop,
        order: OrderId,
        mut form: CommentForm,
        files: Vec<Vec<u8>>,
        by: &str,
    ) -> Result<Commented, ServiceError> {
        let pictures = self.check_comment(&mut form, files).await;
        if !form.wrong.is_empty() {
            return Ok(Commented::Wrong(form));
        }
        let store = self.store.shop(shop.id);
        if store.order(order).await?.is_none_or(|known| known.erased) {
            return Ok(Commented::NoOrder);
        }
        for picture in &pictures {
            store.add_picture(order, picture, self.clock.now()).await?;
        }
        let comment = NewComment {
            text: filled(&form.text).unwrap_or_default(),
            signed: filled(&form.signed).filter(|_| form.public),
            private: !form.public,
            pictures: named(&pictures, &form.alt),
        };
        let change = MerchantChange {
            comment: Some(comment),
            message: form.public && form.message,
            by: Some(by.to_owned()),
            once: filled(&form.once),
            ..MerchantChange::default()
        };
        let outcome = self.change_order(shop, order, &change).await;
        if !matches!(outcome, Ok(ChangeOutcome::Done(_))) {
            for picture in &pictures {
                store.drop_picture(order, picture.id).await?;
            }
        }
        Ok(match outcome? {
            ChangeOutcome::Done(done) => Commented::Done(done),
            ChangeOutcome::Unchanged | ChangeOutcome::Conflict(_) => Commented::Unchanged,
            ChangeOutcome::NoOrder => Commented::NoOrder,
        })
    }

    async fn check_comment(&self, form: &mut CommentForm, files: Vec<Vec<u8>>) -> Vec<StoredPicture> {
        let length = form.text.trim().chars().count();
        let has_files = !files.is_empty();
        let mut wrong =
            |field: &str, sentence: &str| form.wrong.push((field.to_owned(), sentence.to_owned()));
        if length < SHORTEST {
            wrong("text", "A comment has at least 3 characters. Write a little more.");
        }
        if length > TEXT_LIMIT {
            wrong("text", "A comment has at most 2,000 characters. Shorten it.");
        }
        if form.signed.chars().count() > 80 {
            wrong("signed", "A signature has at most 80 characters. Shorten it.");
        }
        if files.len() > MOST {
            wrong("picture", "A comment has at most 4 pictures. Send the others with a second comment.");
        }
        let ids: Vec<Uuid> = files.iter().map(|_| uuid_at(self.clock.now(), &*self.chance)).collect();
        let mut pictures = Vec::new();
        for (file, id) in files.into_iter().zip(ids).take(MOST) {
            // Seconds of work for a large photo: not on a thread that answers others.
            match tokio::task::spawn_blocking(move || encode_again(&file, id)).await {
                Ok(Ok(picture)) => pictures.push(picture),
                Ok(Err(sentence)) => wrong("picture", sentence),
                Err(_) => wrong("picture", "This picture could not be read. Choose another."),
            }
        }
        if has_files && !form.wrong.is_empty() {
            choose_again(&mut form.wrong);
        }
        pictures
    }
}

/// A form that comes back has its texts, but no page can fill in a file.
fn choose_again(wrong: &mut Vec<(String, String)>) {
    let again = "Choose the pictures again: browsers do not keep them.";
    match wrong.iter_mut().find(|(field, _)| field == "picture") {
        Some((_, sentence)) => *sentence = format!("{sentence} {again}"),
        None => wrong.push(("picture".to_owned(), again.to_owned())),
    }
}

fn named(pictures: &[StoredPicture], alt: &[String]) -> Vec<CommentPicture> {
    let words = |place: usize| {
        let text = alt.get(place).and_then(|text| filled(text))?;
        Some(text.chars().take(ALT_LIMIT).collect::<String>())
    };
    let named = pictures.iter().enumerate().map(|(place, picture)| CommentPicture {
        id: picture.id,
        alt: words(place),
        width: picture.width,
        height: picture.height,
    });
    named.collect()
}

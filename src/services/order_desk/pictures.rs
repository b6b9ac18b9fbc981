//! Pictures that merchants upload: decoded within limits and encoded again, so that what is served is
//! ours alone. Place, camera and time (EXIF) are gone; the way up is applied first.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};
use uuid::Uuid;

use crate::domain::ids::OrderId;
use crate::domain::level::Level;
use crate::domain::shop::Shop;
use crate::services::view_order::Opened;
use crate::services::{ServiceError, Services};
use crate::store::StoredPicture;

/// Largest file accepted, in bytes.
pub const FILE_LIMIT: usize = 8 * 1024 * 1024;
/// Pictures of one comment.
pub const MOST: usize = 4;
/// Longest side kept, in pixels.
const LONGEST: u32 = 1_600;
/// Longest side read, in pixels: more is a bomb, not a photo.
const READ_SIDE: u32 = 12_000;
/// Memory for decoding one picture, in bytes.
const MEMORY: u64 = 192 * 1024 * 1024;
/// Quality of JPEG: no difference to the eye at this size.
const QUALITY: u8 = 82;

/// Decodes and encodes a picture again. The error is the sentence for whoever uploaded it.
///
/// # Errors
/// When the file is larger than [`FILE_LIMIT`] or holds no picture that can be read.
pub fn encode_again(file: &[u8], id: Uuid) -> Result<StoredPicture, &'static str> {
    if file.len() > FILE_LIMIT {
        return Err("A picture has at most 8 MB. Choose a smaller one.");
    }
    let unread = "This is no picture that can be read. Choose a JPEG, PNG or WebP file.";
    let picture = decode(file).ok_or(unread)?;
    let fits = picture.width() <= LONGEST && picture.height() <= LONGEST;
    let picture = if fits { picture } else { picture.resize(LONGEST, LONGEST, FilterType::CatmullRom) };
    let mut bytes = Vec::new();
    let media_type = if picture.color().has_alpha() {
        let see_through = DynamicImage::from(picture.to_rgba8());
        let written = see_through.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::WebP);
        written.map(|()| "image/webp")
    } else {
        let written =
            picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY));
        written.map(|()| "image/jpeg")
    };
    let media_type = media_type.map_err(|_| unread)?.to_owned();
    Ok(StoredPicture { id, media_type, bytes, width: picture.width(), height: picture.height() })
}

fn decode(file: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(READ_SIDE), Some(READ_SIDE));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let way_up = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(way_up) = way_up {
        picture.apply_orientation(way_up);
    }
    Some(picture)
}

impl Services {
    /// The bytes of a picture for staff; `None` when no comment of the order has it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn picture_for_staff(
        &self,
        shop: &Shop,
        order: OrderId,
        picture: Uuid,
    ) -> Result<Option<StoredPicture>, ServiceError> {
        let store = self.store.shop(shop.id);
        let known = store.order(order).await?.filter(|known| known.order.picture(picture).is_some());
        if known.is_none() {
            return Ok(None);
        }
        Ok(store.picture(order, picture).await?)
    }

    /// The bytes of a picture for the shopper who opened the order; `None` when no public comment has it, or
    /// the level shows no pictures.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn picture_for_shopper(
        &self,
        opened: &Opened,
        picture: Uuid,
    ) -> Result<Option<StoredPicture>, ServiceError> {
        let told = opened.order.picture(picture).is_some_and(|(_, public)| public);
        if !told || opened.knock.level < Level::Standard {
            return Ok(None);
        }
        Ok(self.store.shop(opened.shop.id).picture(opened.knock.order, picture).await?)
    }
}

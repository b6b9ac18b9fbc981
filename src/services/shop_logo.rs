//! The shop's logo: what is uploaded is decoded within limits, made small and written anew as PNG or
//! WebP, so that nothing of the file itself (metadata, odd chunks, another file behind it) is ever served.
//! SVG is refused: it can hold script and addresses.

use std::io::Cursor;

use data_encoding::HEXLOWER;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::imageops;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use crate::domain::brand::Logo;

use super::{ServiceError, Services};

/// Largest file taken, in bytes.
pub const UPLOAD_LIMIT: usize = 2 * 1024 * 1024;
/// Largest width and height taken, in pixels.
const SIDE_LIMIT: u32 = 6000;
/// Most memory for decoding, in bytes.
const MEMORY_LIMIT: u64 = 160 * 1024 * 1024;
/// Largest width served, in pixels: twice what pages show.
const WIDTH: u32 = 512;
/// Largest height served.
const HEIGHT: u32 = 256;

/// A logo ready to be stored.
#[derive(Clone, Debug)]
pub struct MadeLogo {
    /// What settings hold.
    pub logo: Logo,
    /// What is served.
    pub bytes: Vec<u8>,
}

/// Makes a logo of an uploaded file. Takes a while for large pictures: not for the thread of a request.
///
/// # Errors
/// A sentence that says what to do, when the file is none that we take.
pub fn make(file: &[u8]) -> Result<MadeLogo, String> {
    if file.is_empty() {
        return Err("Choose a file first.".into());
    }
    if file.len() > UPLOAD_LIMIT {
        return Err("The file is larger than 2 MB. Make it smaller and upload it again.".into());
    }
    if is_svg(file) {
        return Err(
            "SVG is not taken, because it can hold scripts. Save the logo as PNG or WebP and upload that."
                .into(),
        );
    }
    let picture = decode(file)?;
    if picture.width() < 8 || picture.height() < 8 {
        return Err("The picture is smaller than 8 × 8 pixels. Upload a larger one.".into());
    }
    let picture = shrunk(&picture);
    let (bytes, ending) =
        encode(&picture).map_err(|_| "The picture could not be written anew. Try a PNG.")?;
    let digest = Sha256::digest(&bytes);
    let file = format!("{}.{ending}", HEXLOWER.encode(&digest[..16]));
    Ok(MadeLogo { logo: Logo { file, width: picture.width(), height: picture.height() }, bytes })
}

fn is_svg(file: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&file[..file.len().min(1024)]).to_ascii_lowercase();
    head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('<') || head.contains("<svg")
}

fn decode(file: &[u8]) -> Result<DynamicImage, String> {
    let unknown = "This is no picture that we can read. Upload a PNG, JPEG or WebP.";
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| unknown)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(unknown.into());
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_LIMIT), Some(SIDE_LIMIT));
    limits.max_alloc = Some(MEMORY_LIMIT);
    reader.limits(limits);
    let broken = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => {
            format!(
                "The picture has more pixels than we take. Make it at most {SIDE_LIMIT} pixels wide and high."
            )
        }
        _ => "The picture cannot be read to its end. Save it again and upload it.".to_owned(),
    };
    let mut decoder = reader.into_decoder().map_err(broken)?;
    // The reader's limits do not count the picture itself.
    if decoder.total_bytes() > MEMORY_LIMIT {
        return Err(broken(image::ImageError::Limits(image::error::LimitError::from_kind(
            image::error::LimitErrorKind::InsufficientMemory,
        ))));
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// No larger than what is served; as eight bits of color, with transparency only where there is some.
fn shrunk(picture: &DynamicImage) -> DynamicImage {
    let small = if picture.width() > WIDTH || picture.height() > HEIGHT {
        picture.resize(WIDTH, HEIGHT, imageops::FilterType::Lanczos3)
    } else {
        picture.clone()
    };
    let rgba = small.into_rgba8();
    if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(rgba).into_rgb8())
    } else {
        DynamicImage::ImageRgba8(rgba)
    }
}

/// The smaller of PNG and WebP, both without loss, and its ending.
fn encode(picture: &DynamicImage) -> Result<(Vec<u8>, &'static str), image::ImageError> {
    let (width, height, color) = (picture.width(), picture.height(), picture.color().into());
    let (mut png, mut webp) = (Vec::new(), Vec::new());
    PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive).write_image(
        picture.as_bytes(),
        width,
        height,
        color,
    )?;
    WebPEncoder::new_lossless(&mut webp).write_image(picture.as_bytes(), width, height, color)?;
    Ok(if webp.len() < png.len() { (webp, "webp") } else { (png, "png") })
}

/// The content type of a logo's file, by its name.
#[must_use]
pub fn content_type(file: &str) -> &'static str {
    if file.ends_with(".webp") { "image/webp" } else { "image/png" }
}

impl Services {
    /// The bytes of a logo by the name in its address; `None` when there is none of that name.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn logo(&self, file: &str) -> Result<Option<Vec<u8>>, ServiceError> {
        Ok(self.store.logo(file).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let picture = image::RgbaImage::from_fn(width, height, |x, y| {
            let shade = |of: u32| u8::try_from(of % 251).unwrap();
            image::Rgba([shade(x), shade(y), 90, if x == 0 { 0 } else { 255 }])
        });
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_written_anew_and_small() {
        let mut file = png(1400, 300);
        file.extend_from_slice(b"<script>alert(1)</script>");
        let made = make(&file).unwrap();
        assert_eq!((made.logo.width, made.logo.height), (512, 110));
        assert!(!made.bytes.windows(8).any(|window| window == b"<script>"));
        assert!(image::load_from_memory(&made.bytes).is_ok());
        assert_eq!(make(&file).unwrap().logo, made.logo, "the same file has the same name");
        let small = make(&png(40, 20)).unwrap().logo;
        assert_eq!((small.width, small.height), (40, 20));
        assert_eq!(content_type(&small.file).split('/').next(), Some("image"));
    }

    #[test]
    fn what_is_no_picture_is_refused_with_a_sentence() {
        let refused = |file: &[u8]| make(file).unwrap_err();
        assert!(refused(b"").contains("Choose a file"));
        assert!(refused(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").contains("SVG"));
        assert!(refused(b"<?xml version='1.0'?><svg/>").contains("SVG"));
        assert!(refused(b"GIF89a\x01\x00\x01\x00").contains("PNG, JPEG or WebP"));
        assert!(refused(b"\x89PNG\r\n\x1a\n and then nothing").contains("read"));
        assert!(refused(&vec![0; UPLOAD_LIMIT + 1]).contains("2 MB"));
        assert!(refused(&png(6001, 8)).contains("pixels"));
        let whole = png(200, 100);
        assert!(refused(&whole[..whole.len() / 2]).contains("read to its end"));
        assert!(refused(&png(4, 4)).contains("8 × 8"));
    }
}

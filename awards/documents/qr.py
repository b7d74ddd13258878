"""A QR code as a drawing: dark squares on white, with the quiet zone that the standard asks."""

import io

from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode


def qr_svg(text: str) -> str:
    """Draw `text` as SVG, the same for the same text; 15 % of it may be soiled."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    drawn = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(drawn)
    return drawn.getvalue().decode()

package io.heartbeat.web.api;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as a picture: black on white whatever the theme, for that is what cameras read. */
final class QrSvg {
    /** The quiet zone that the standard asks for (ISO 18004, 9.1). */
    private static final int BORDER = 4;

    private QrSvg() {}

    /** An SVG document. */
    static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int size = code.size + 2 * BORDER;
        StringBuilder svg =
                new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + ' ' + size
                        + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size
                        + "H0z\"/><path d=\"");
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    svg.append('M')
                            .append(x + BORDER)
                            .append(' ')
                            .append(y + BORDER)
                            .append("h1v1h-1z");
                }
            }
        }
        return svg.append("\"/></svg>").toString();
    }
}

package treewarden.sdg.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes to text: by byte order mark, else UTF-8, else UTF-16 where every other byte is nought, else Windows-1252. */
final class DecodeText {
    /** As Latin-1, with curly quotes where that has nothing: what old Windows programs wrote. */
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int LOOKED_AT = 8_192;

    private DecodeText() {}

    /**
     * A text.
     *
     * @param notes of what had to be guessed
     */
    record Decoded(String text, List<String> notes) {}

    static Decoded decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new Decoded(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8), List.of());
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), List.of());
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), List.of());
        }
        if (everyOtherIsNought(bytes, 1)) {
            return new Decoded(
                    new String(bytes, StandardCharsets.UTF_16LE), List.of("It was taken for UTF-16, without a mark."));
        }
        if (everyOtherIsNought(bytes, 0)) {
            return new Decoded(
                    new String(bytes, StandardCharsets.UTF_16BE), List.of("It was taken for UTF-16, without a mark."));
        }
        try {
            return new Decoded(strictly(bytes), List.of());
        } catch (CharacterCodingException e) {
            return new Decoded(
                    new String(bytes, WINDOWS), List.of("It is not UTF-8, and was taken for Latin-1 (Windows-1252)."));
        }
    }

    private static String strictly(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Whether the bytes hold what no text in these encodings does: noughts and other control bytes. */
    static boolean isBinary(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)
                || startsWith(bytes, 0xFE, 0xFF)
                || everyOtherIsNought(bytes, 0)
                || everyOtherIsNought(bytes, 1)) {
            return false;
        }
        int controls = 0;
        int looked = Math.min(bytes.length, LOOKED_AT);
        for (int i = 0; i < looked; i++) {
            if (bytes[i] == 0) {
                return true;
            }
            if (bytes[i] > 0
                    && bytes[i] < ' '
                    && bytes[i] != '\n'
                    && bytes[i] != '\r'
                    && bytes[i] != '\t'
                    && bytes[i] != '\f') {
                controls++;
            }
        }
        return controls > looked / 50;
    }

    /** Latin text in UTF-16 without a mark: nine tenths of the high bytes are nought, and hardly a low one. */
    private static boolean everyOtherIsNought(byte[] bytes, int from) {
        int looked = Math.min(bytes.length, LOOKED_AT) & ~1;
        int high = 0;
        int low = 0;
        for (int i = 0; i < looked; i += 2) {
            high += bytes[i + from] == 0 ? 1 : 0;
            low += bytes[i + 1 - from] == 0 ? 1 : 0;
        }
        return looked >= 16 && bytes.length % 2 == 0 && high * 10 >= looked / 2 * 9 && low * 20 <= looked / 2;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}

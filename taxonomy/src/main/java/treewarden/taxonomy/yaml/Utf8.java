package treewarden.taxonomy.yaml;

import java.nio.charset.StandardCharsets;

/** How long text is as bytes. */
final class Utf8 {
    private Utf8() {}

    static boolean isLongerThan(String text, int bytes) {
        return text.length() > bytes
                || (text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes);
    }
}

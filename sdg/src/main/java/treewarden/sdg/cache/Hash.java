package treewarden.sdg.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A SHA-256 over values, each with its kind and its length, so that no two lists of values run together. */
final class Hash {
    private final MessageDigest digest;
    private final ByteBuffer word = ByteBuffer.allocate(9);

    Hash(String purpose) {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
        text(purpose);
    }

    Hash text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        word('t', bytes.length);
        digest.update(bytes);
        return this;
    }

    Hash number(long number) {
        word('n', number);
        return this;
    }

    /** What a pipeline file can hold: texts, numbers, booleans, lists and maps of them; maps in the order of their keys. */
    Hash value(@Nullable Object value) {
        if (value == null) {
            word('0', 0);
        } else if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, @Nullable Object>();
            map.forEach((name, one) -> sorted.put(String.valueOf(name), one));
            word('m', sorted.size());
            sorted.forEach((name, one) -> text(name).value(one));
        } else if (value instanceof List<?> list) {
            word('l', list.size());
            list.forEach(this::value);
        } else if (value instanceof String text) {
            text(text);
        } else {
            word('o', 0);
            text(value.getClass().getSimpleName()).text(value.toString());
        }
        return this;
    }

    private void word(char kind, long number) {
        digest.update(word.clear().put((byte) kind).putLong(number).array());
    }

    Key key() {
        return Key.read(ByteBuffer.wrap(digest.digest()));
    }
}

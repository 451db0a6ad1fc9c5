package treewarden.sdg.teacher;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.domain.Secret;

/**
 * Where the teacher is and how it is asked.
 *
 * @param url base of its API, such as {@code https://host/v1}
 * @param apiKey null where it wants none
 * @param concurrency requests in flight at once
 * @param deadline for one request, from sending to the last byte of the answer
 * @param replyBytes no reply may be longer. 4,096 tokens are about 16 kB of text; escaped non-Latin text is six times
 *     as long
 * @param structured whether the server can hold an answer to a JSON schema
 * @param lengthField how the server wants the longest length of an answer to be called
 */
public record TeacherConfig(
        URI url,
        String model,
        @Nullable Secret apiKey,
        Style style,
        PlainHttp plainHttp,
        int concurrency,
        Duration deadline,
        int replyBytes,
        RetryPolicy retries,
        Structured structured,
        LengthField lengthField) {
    /** Which of the two request forms the server speaks. */
    public enum Style {
        CHAT("chat/completions"),
        COMPLETIONS("completions");

        private final String path;

        Style(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    /** Whether prompts and the key may cross a network unencrypted. A server on the same machine is always allowed. */
    public enum PlainHttp {
        REFUSED,
        ALLOWED
    }

    /** Whether {@code response_format} with a JSON schema may be sent: a server that does not know it may refuse it. */
    public enum Structured {
        NOT_OFFERED,
        OFFERED
    }

    /** {@code max_tokens} is known to all servers, but refused by some hosted reasoning models. */
    public enum LengthField {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS
    }

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    public TeacherConfig {
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the teacher's address must be like https://host/v1, and is " + Printable.quoted(url.toString()));
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the teacher's address must not hold a password; give the key by itself");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("name the teacher's model");
        }
        if (concurrency < 1 || replyBytes < 1 || deadline.isNegative() || deadline.isZero() || retries.attempts() < 1) {
            throw new IllegalArgumentException(
                    "the teacher's concurrency, deadline, reply size and attempts must be positive");
        }
    }

    /** Refuses to send prompts and the key unencrypted over a network, unless the operator opted in. */
    void requireEncryption() {
        boolean plain = "http".equalsIgnoreCase(url.getScheme());
        if (plain && plainHttp == PlainHttp.REFUSED && !THIS_MACHINE.contains(url.getHost())) {
            throw new IllegalArgumentException("the teacher's address " + Printable.plain(url.toString())
                    + " is not encrypted: use https, or allow plain http for it in the configuration");
        }
    }

    /** The usual: chat completions, 16 requests at once, 60 seconds and 256 KiB for each. */
    public static TeacherConfig at(URI url, String model) {
        return new TeacherConfig(
                url,
                model,
                null,
                Style.CHAT,
                PlainHttp.REFUSED,
                16,
                Duration.ofSeconds(60),
                256 << 10,
                RetryPolicy.USUAL,
                Structured.NOT_OFFERED,
                LengthField.MAX_TOKENS);
    }

    public TeacherConfig withApiKey(@Nullable Secret key) {
        return new TeacherConfig(
                url, model, key, style, plainHttp, concurrency, deadline, replyBytes, retries, structured, lengthField);
    }

    public TeacherConfig withStyle(Style other) {
        return new TeacherConfig(
                url,
                model,
                apiKey,
                other,
                plainHttp,
                concurrency,
                deadline,
                replyBytes,
                retries,
                structured,
                lengthField);
    }

    public TeacherConfig withConcurrency(int other) {
        return new TeacherConfig(
                url, model, apiKey, style, plainHttp, other, deadline, replyBytes, retries, structured, lengthField);
    }

    public TeacherConfig withDeadline(Duration other) {
        return new TeacherConfig(
                url, model, apiKey, style, plainHttp, concurrency, other, replyBytes, retries, structured, lengthField);
    }

    public TeacherConfig withReplyBytes(int other) {
        return new TeacherConfig(
                url, model, apiKey, style, plainHttp, concurrency, deadline, other, retries, structured, lengthField);
    }

    public TeacherConfig withRetries(RetryPolicy other) {
        return new TeacherConfig(
                url,
                model,
                apiKey,
                style,
                plainHttp,
                concurrency,
                deadline,
                replyBytes,
                other,
                structured,
                lengthField);
    }

    public TeacherConfig withStructured(Structured other) {
        return new TeacherConfig(
                url, model, apiKey, style, plainHttp, concurrency, deadline, replyBytes, retries, other, lengthField);
    }

    public TeacherConfig withLengthField(LengthField other) {
        return new TeacherConfig(
                url, model, apiKey, style, plainHttp, concurrency, deadline, replyBytes, retries, structured, other);
    }

    /** The same where the operator opted in to http:// addresses. */
    public TeacherConfig allowingPlainHttp() {
        return new TeacherConfig(
                url,
                model,
                apiKey,
                style,
                PlainHttp.ALLOWED,
                concurrency,
                deadline,
                replyBytes,
                retries,
                structured,
                lengthField);
    }
}

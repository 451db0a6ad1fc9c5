package treewarden.forge.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Printable;
import treewarden.forge.ForgeException;

/** JSON over the {@link Wire} with one credential: one request per call, except for lists, which are read to their end. */
final class Rest {
    /** The largest answer that is read: four times GitHub's largest tree. */
    static final int LARGEST_ANSWER = 32 * 1024 * 1024;

    /** How many entries a page has: the most that GitHub gives. */
    static final int PAGE = 100;

    /** 10,000 entries. A list that goes on after that is a mistake, or meant to keep us busy. */
    private static final int MOST_PAGES = 100;

    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(LARGEST_ANSWER)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;\\s*rel=\"?next\"?");

    private final Wire wire;
    private final Credential credential;

    Rest(Wire wire, Credential credential) {
        this.wire = wire;
        this.credential = credential;
    }

    /**
     * An address below the API's, each segment escaped.
     *
     * @throws ForgeException.Invalid for a segment that would lead to another address: {@code labels/..} would otherwise
     *     be the list of all labels, and removing it would remove them all
     */
    HttpUrl address(String... segments) {
        var url = wire.api().newBuilder();
        for (var segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new ForgeException.Invalid(Printable.quoted(segment) + " cannot stand in an address of GitHub");
            }
            // OkHttp leaves brackets as they are, and a bot's login has some; servers need not take them.
            url.addEncodedPathSegment(
                    URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return url.build();
    }

    <T> T get(HttpUrl url, Class<T> type) {
        return get(url, type, LARGEST_ANSWER);
    }

    <T> T get(HttpUrl url, Class<T> type, int atMostBytes) {
        return read(wire.send(new Request.Builder().url(url).build(), credential, atMostBytes), type);
    }

    /** All entries of a list, page after page. */
    <T> List<T> list(HttpUrl url, Class<T[]> type) {
        return list(url, type, List::of, page -> false);
    }

    /** All entries of a list, page after page, up to and with the first page that is enough. */
    <T> List<T> listUntil(HttpUrl url, Class<T[]> type, Predicate<List<T>> enough) {
        return list(url, type, List::of, enough);
    }

    /** All entries of a list whose pages have other things around them. */
    <P, T> List<T> list(HttpUrl url, Class<P> type, Function<P, List<T>> entries) {
        return list(url, type, entries, page -> false);
    }

    private <P, T> List<T> list(HttpUrl url, Class<P> type, Function<P, List<T>> entriesOf, Predicate<List<T>> enough) {
        var all = new ArrayList<T>();
        var next = url.newBuilder()
                .setQueryParameter("per_page", Integer.toString(PAGE))
                .build();
        for (var page = 0; page < MOST_PAGES; page++) {
            var reply = wire.send(new Request.Builder().url(next).build(), credential, LARGEST_ANSWER);
            var entries = entriesOf.apply(read(reply, type));
            all.addAll(entries);
            var following = next(reply);
            if (following.isEmpty() || enough.test(entries)) {
                return all;
            }
            next = following.get();
        }
        throw new ForgeException.Invalid("GitHub's list " + Reply.told("GET", url) + " has more than " + MOST_PAGES
                + " pages, the most that is read");
    }

    <T> T post(HttpUrl url, Object body, Class<T> type) {
        return read(write("POST", url, body), type);
    }

    /** Without a body. */
    <T> T post(HttpUrl url, Class<T> type) {
        return read(postNothing(url), type);
    }

    /** Without a body, and whatever the answer says. */
    void post(HttpUrl url) {
        postNothing(url);
    }

    private Reply postNothing(HttpUrl url) {
        var nothing = new SentOnce(null, new byte[0]);
        return wire.send(new Request.Builder().url(url).post(nothing).build(), credential, LARGEST_ANSWER);
    }

    <T> T patch(HttpUrl url, Object body, Class<T> type) {
        return read(write("PATCH", url, body), type);
    }

    <T> T put(HttpUrl url, Object body, Class<T> type) {
        return read(write("PUT", url, body), type);
    }

    void delete(HttpUrl url) {
        wire.send(new Request.Builder().url(url).delete().build(), credential, LARGEST_ANSWER);
    }

    /** A deletion that says in a body what to take away. */
    void delete(HttpUrl url, Object body) {
        write("DELETE", url, body);
    }

    /** Asks whether something is so, which GitHub answers without a body: yes, or that it is not there. */
    boolean isThere(HttpUrl url) {
        try {
            wire.send(new Request.Builder().url(url).build(), credential, LARGEST_ANSWER);
            return true;
        } catch (ForgeException.Missing e) {
            return false;
        }
    }

    private Reply write(String method, HttpUrl url, Object body) {
        var request = new Request.Builder()
                .url(url)
                .method(method, new SentOnce(JSON_TYPE, bytes(body)))
                .build();
        return wire.send(request, credential, LARGEST_ANSWER);
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own requests can be written as JSON", e);
        }
    }

    static <T> T read(Reply reply, Class<T> type) {
        try {
            var value = JSON.readValue(reply.body(), type);
            if (value != null) {
                return value;
            }
        } catch (IOException e) {
            // The cause would quote the answer, which may be a page of anything, or hold a token.
            throw new ForgeException.Transient(
                    "GitHub's answer to " + reply.request() + " is not the JSON that it should be", null);
        }
        throw new ForgeException.Transient("GitHub's answer to " + reply.request() + " is null", null);
    }

    private static Optional<HttpUrl> next(Reply reply) {
        var link = reply.headers().get("Link");
        var next = link == null ? null : NEXT.matcher(link);
        return next != null && next.find() ? Optional.ofNullable(reply.url().resolve(next.group(1))) : Optional.empty();
    }

    /** What must be there in an answer. */
    static <T> T need(@Nullable T value, String field) {
        if (value == null) {
            throw new ForgeException.Transient("GitHub's answer has no " + field, null);
        }
        return value;
    }

    static Instant instant(@Nullable String text, String field) {
        try {
            return OffsetDateTime.parse(need(text, field)).toInstant();
        } catch (DateTimeException e) {
            throw new ForgeException.Transient(
                    "GitHub's answer has a " + field + " that is no time: " + Printable.quoted(need(text, field)), e);
        }
    }

    static CommitId commit(@Nullable String sha, String field) {
        var hex = need(sha, field);
        if (!CommitId.isFull(hex)) {
            throw new ForgeException.Transient(
                    "GitHub's answer has a " + field + " that is no commit: " + Printable.quoted(hex), null);
        }
        return new CommitId(hex);
    }

    /**
     * The body of a write. OkHttp sends a request again by itself when a connection breaks and it knows another way (a
     * second address of the host is enough): for a write that GitHub may have carried out already, it must not.
     */
    static final class SentOnce extends RequestBody {
        private final @Nullable MediaType type;
        private final byte[] bytes;

        SentOnce(@Nullable MediaType type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}

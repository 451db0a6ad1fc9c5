package treewarden.sdg.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.domain.Secret;

/**
 * A docling-serve, version 1 of its API: it reads layouts, tables and scans with models of its own, and so better than what
 * reads here. It is the operator's; what it answers is bounded all the same. Redirects are not followed.
 */
public final class DoclingServe {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpUrl endpoint;
    private final @Nullable Secret apiKey;
    private final Duration deadline;
    private final int largestAnswer;
    private final OkHttpClient http;

    /**
     * Nothing is sent before the first document.
     *
     * @param url such as {@code http://localhost:5001}
     * @param apiKey null where it wants none
     * @param deadline for one document. docling-serve itself gives up waiting after two minutes, unless it is told otherwise
     * @param largestAnswer bytes
     */
    public DoclingServe(URI url, @Nullable Secret apiKey, Duration deadline, int largestAnswer) {
        var base = HttpUrl.get(url);
        if (base == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("docling-serve's address must be like http://localhost:5001, and is "
                    + Printable.quoted(url.toString()));
        }
        this.endpoint = base.newBuilder().addPathSegments("v1/convert/file").build();
        this.apiKey = apiKey;
        this.deadline = deadline;
        this.largestAnswer = largestAnswer;
        this.http = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(deadline)
                .writeTimeout(deadline)
                .callTimeout(deadline)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /** Five minutes for a document, and 32 MiB of answer. */
    public static DoclingServe at(URI url, @Nullable Secret apiKey) {
        return new DoclingServe(url, apiKey, Duration.ofMinutes(5), 32 << 20);
    }

    sealed interface Answer {}

    record Converted(String markdown, List<String> notes) implements Answer {}

    /**
     * It did not.
     *
     * @param why on one line, to stand in brackets
     */
    record Failed(String why) implements Answer {}

    Answer convert(String path, DocumentFormat format, byte[] bytes) {
        try (var response = http.newCall(request(path, format, bytes)).execute()) {
            if (!response.isSuccessful()) {
                return new Failed("it answered with status " + response.code());
            }
            return answer(response);
        } catch (JsonProcessingException e) {
            return new Failed("its answer is not JSON");
        } catch (IOException e) {
            return new Failed(Printable.plain(String.valueOf(e.getMessage())));
        }
    }

    private Request request(String path, DocumentFormat format, byte[] bytes) {
        var form = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("to_formats", "md")
                .addFormDataPart("image_export_mode", "placeholder")
                .addFormDataPart("target_type", "inbody")
                .addFormDataPart("document_timeout", Long.toString(deadline.toSeconds()))
                .addFormDataPart("files", fileName(path, format), RequestBody.create(bytes, BYTES))
                .build();
        var request = new Request.Builder()
                .url(endpoint)
                .header("Accept", "application/json")
                .post(form);
        if (apiKey != null) {
            request.header("X-Api-Key", apiKey.reveal());
        }
        return request.build();
    }

    /** It goes by the end of the name; the rest of the name is a stranger's and none of its business. */
    private static String fileName(String path, DocumentFormat format) {
        var suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (format) {
            case PDF -> "document.pdf";
            case DOCX -> "document.docx";
            default -> "document." + (suffix.matches("[a-z]{3,4}") ? suffix : "png");
        };
    }

    private Answer answer(Response response) throws IOException {
        var bytes = response.body().byteStream().readNBytes(largestAnswer + 1);
        if (bytes.length > largestAnswer) {
            return new Failed("its answer has more than " + largestAnswer + " bytes");
        }
        var json = JSON.readTree(bytes);
        var status = json.path("status").asText("");
        var markdown = json.path("document").path("md_content").asText("");
        if (!status.equals("success") && !status.equals("partial_success")) {
            return new Failed("it says " + Printable.quoted(status) + errors(json));
        }
        if (markdown.isBlank()) {
            return new Failed("it found no text");
        }
        return new Converted(
                markdown,
                status.equals("success")
                        ? List.of("docling-serve read it.")
                        : List.of("docling-serve read it in part" + errors(json) + "."));
    }

    private static String errors(JsonNode json) {
        var first = json.path("errors").path(0);
        var text = first.path("error_message").asText(first.asText(""));
        return text.isEmpty() ? "" : ": " + Printable.plain(text);
    }
}

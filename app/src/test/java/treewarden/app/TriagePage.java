package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What somebody without login reads at a running Treewarden. */
public final class TriagePage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    public TriagePage(String url) {
        this.url = url;
    }

    /** An answer, as far as a test looks at it. */
    public record Answer(int status, String body) {}

    /**
     * A row of the list.
     *
     * @param number of the pull request
     * @param kept rows of its sample; 0 before there is one
     */
    public record Row(int number, String title, String author, String head, String state, int errors, int kept) {
        /** Whether a machine still has to do something for it. */
        public boolean isUnderWay() {
            return state.equals("checking") || state.equals("sampling");
        }
    }

    public Answer get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + url + path, e);
        }
    }

    /** All rows; a test has fewer than the list shows at most. */
    public List<Row> rows() {
        var answer = get("/api/contributions");
        assertThat(answer.status()).isEqualTo(200);
        var rows = new ArrayList<Row>();
        read(answer.body()).path("contributions").forEach(row -> rows.add(row(row)));
        return rows;
    }

    /** The row of a pull request, which has to be there. */
    public Row rowOf(int number) {
        return first(row -> row.number() == number);
    }

    /** The row of somebody's contribution, which has to be there. */
    public Row rowOf(String author) {
        return first(row -> row.author().equals(author));
    }

    private Row first(Predicate<Row> wanted) {
        return assertThat(rows()).filteredOn(wanted).first().actual();
    }

    private static Row row(JsonNode row) {
        var name = row.path("contribution").asText();
        return new Row(
                Integer.parseInt(name.substring(name.indexOf('#') + 1)),
                row.path("title").asText(),
                row.path("author").asText(),
                row.path("head").asText(),
                row.path("state").asText(),
                row.path("errors").asInt(),
                row.path("sampleKept").asInt());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

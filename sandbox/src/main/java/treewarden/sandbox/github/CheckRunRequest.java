package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a caller wants a check run to be, checked against GitHub's limits; what is absent stays as it is. */
record CheckRunRequest(
        Optional<String> name,
        Optional<String> status,
        Optional<String> conclusion,
        Optional<String> externalId,
        Optional<String> detailsUrl,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        CheckRun.Output output) {

    static final int MOST_ANNOTATIONS = 50;
    static final int LONGEST_TEXT = 65_535;
    private static final int LONGEST_MESSAGE = 65_536;
    private static final int LONGEST_TITLE = 255;
    private static final Set<String> LEVELS = Set.of("notice", "warning", "failure");

    static CheckRunRequest of(JsonNode body) {
        return new CheckRunRequest(
                text(body, "name"),
                text(body, "status"),
                text(body, "conclusion"),
                text(body, "external_id"),
                text(body, "details_url"),
                instant(body, "started_at"),
                instant(body, "completed_at"),
                body.hasNonNull("output") ? output(body.get("output")) : CheckRun.Output.NONE);
    }

    private static CheckRun.Output output(JsonNode body) {
        require(body, "summary");
        return new CheckRun.Output(
                text(body, "title"),
                bounded(body, "summary", LONGEST_TEXT),
                bounded(body, "text", LONGEST_TEXT),
                annotations(body.path("annotations")));
    }

    private static List<CheckRun.Annotation> annotations(JsonNode list) {
        if (list.size() > MOST_ANNOTATIONS) {
            throw invalid(
                    "No more than " + MOST_ANNOTATIONS + " items are allowed; " + list.size() + " were supplied.");
        }
        var all = new ArrayList<CheckRun.Annotation>();
        list.forEach(one -> all.add(annotation(one)));
        return all;
    }

    private static CheckRun.Annotation annotation(JsonNode body) {
        for (var field : List.of("path", "start_line", "end_line", "annotation_level", "message")) {
            require(body, field);
        }
        var level = body.get("annotation_level").asText();
        if (!LEVELS.contains(level)) {
            throw invalid(level + " is not a member of [\"notice\", \"warning\", \"failure\"].");
        }
        int start = line(body, "start_line").orElseThrow();
        int end = line(body, "end_line").orElseThrow();
        var columns = line(body, "start_column").or(() -> line(body, "end_column"));
        if (start != end && columns.isPresent()) {
            throw invalid("Columns are allowed only where start_line and end_line are the same.");
        }
        return new CheckRun.Annotation(
                body.get("path").asText(),
                start,
                end,
                line(body, "start_column"),
                line(body, "end_column"),
                level,
                bounded(body, "message", LONGEST_MESSAGE).orElseThrow(),
                bounded(body, "title", LONGEST_TITLE),
                bounded(body, "raw_details", LONGEST_MESSAGE));
    }

    private static Optional<Integer> line(JsonNode body, String field) {
        var value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.asInt() < 1) {
            throw invalid("For '" + field + "', " + value + " is not a positive integer.");
        }
        return Optional.of(value.asInt());
    }

    private static Optional<String> bounded(JsonNode body, String field, int longest) {
        var text = text(body, field);
        text.filter(value -> value.length() > longest).ifPresent(value -> {
            throw invalid("Only " + longest + " characters are allowed; " + value.length() + " were supplied.");
        });
        return text;
    }

    private static Optional<String> text(JsonNode body, String field) {
        var value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid("For '" + field + "', " + value + " is not a string.");
        }
        return Optional.of(value.asText());
    }

    private static Optional<Instant> instant(JsonNode body, String field) {
        return text(body, field).map(value -> {
            try {
                return Instant.parse(value);
            } catch (DateTimeException e) {
                throw invalid(value + " is not a valid date-time.");
            }
        });
    }

    private static void require(JsonNode body, String field) {
        if (!body.hasNonNull(field)) {
            throw invalid("\"" + field + "\" wasn't supplied.");
        }
    }

    private static GitHubError invalid(String what) {
        return GitHubError.unprocessable("Invalid request.\n\n" + what);
    }
}

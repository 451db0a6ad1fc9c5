package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.sandbox.git.ChangedFile;

/** The comments on lines of one pull request's difference. Guarded by the lock of the world. */
final class ReviewComments {
    private static final Pattern HUNK = Pattern.compile("@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@.*");

    private final PullRequest pull;
    private final List<ReviewComment> comments = new ArrayList<>();

    ReviewComments(PullRequest pull) {
        this.pull = pull;
    }

    List<ReviewComment> all() {
        return List.copyOf(comments);
    }

    /** A comment that is wanted on lines of the difference that is shown now, or GitHub's refusal. */
    record Wanted(String path, int first, int last, String body, String hunk) {}

    /** What the {@code comments} of a review want; nothing is kept yet. */
    List<Wanted> wanted(JsonNode notes) {
        var wanted = new ArrayList<Wanted>();
        for (var note : notes) {
            wanted.add(wanted(note, pull.files()));
        }
        return wanted;
    }

    private static Wanted wanted(JsonNode note, List<ChangedFile> files) {
        var path = note.path("path").asText();
        var last = note.path("line").asInt();
        var first = note.has("start_line") ? note.path("start_line").asInt() : last;
        if (note.path("body").asText().isBlank()) {
            throw GitHubError.unprocessable("Pull request review thread body can't be blank");
        }
        if (note.has("start_line") && first >= last) {
            throw GitHubError.unprocessable("Pull request review thread start line must precede the end line.");
        }
        var hunk = files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow(() -> GitHubError.unprocessable("Pull request review thread path is invalid"))
                .patch()
                .flatMap(patch -> hunk(patch, first, last))
                .orElseThrow(
                        () -> GitHubError.unprocessable("Pull request review thread line must be part of the diff"));
        return new Wanted(path, first, last, note.path("body").asText(), hunk);
    }

    private static Optional<String> hunk(String patch, int first, int last) {
        for (var hunk : patch.split("\n(?=@@ )")) {
            var head = HUNK.matcher(hunk.lines().findFirst().orElse(""));
            if (head.matches()) {
                var from = Integer.parseInt(head.group(1));
                var count = head.group(2) == null ? 1 : Integer.parseInt(head.group(2));
                if (from <= first && last < from + count) {
                    return Optional.of(hunk);
                }
            }
        }
        return Optional.empty();
    }

    void add(Review review, List<Wanted> wanted) {
        var world = pull.repository().world();
        for (var one : wanted) {
            comments.add(new ReviewComment(
                    world.nextId(),
                    review.id(),
                    review.author(),
                    one.body(),
                    review.commitSha(),
                    one.path(),
                    one.first(),
                    one.last(),
                    one.hunk(),
                    reading(review.commitSha(), one.path(), one.first(), one.last()),
                    world.now()));
        }
    }

    /** Whether its lines read otherwise by now, or are there no more. */
    boolean isOutdated(ReviewComment comment) {
        return !reading(pull.headSha(), comment.path(), comment.firstLine(), comment.lastLine())
                .equals(comment.reads());
    }

    private String reading(String commit, String path, int first, int last) {
        var git = pull.head().repository().git();
        return git.entry(commit, path)
                .flatMap(entry -> git.blob(entry.sha()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\n", -1))
                .filter(lines -> last <= lines.length)
                .map(lines -> String.join("\n", List.of(lines).subList(first - 1, last)))
                .orElse("(gone)");
    }
}

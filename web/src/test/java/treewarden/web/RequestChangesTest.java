package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Severity;

/** The reason begins with what the checks found, for a person to choose from and to say more. */
class RequestChangesTest {
    private static final Pattern REASON = Pattern.compile(
            "(?s)<details class=\"act request-changes\".*?<textarea[^>]*>(.*?)" + "</textarea>(.*?)</form>");

    @TempDir
    Path folder;

    private DecideSite site;

    @BeforeEach
    void open() {
        site = new DecideSite(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void theFindingsLeaveRoomForEveryReplyThatIsOffered() {
        var pull = site.ready("haiku");
        var tess = site.triager("tess");
        site.found(
                pull,
                Collections.nCopies(
                        30, finding("The answer is a word or two. ".repeat(5).strip())));
        var form = REASON.matcher(site.get(site.path(pull), tess).body());
        assertThat(form.find()).isTrue();
        var reason = form.group(1);
        int replies = form.group(2).split("name=\"reply\"", -1).length - 1;
        assertThat(reason).startsWith("- compositional_skills/a/qna.yaml, line 7: The answer");
        assertThat(reason.length()).isGreaterThan(1_000);
        assertThat(replies).isGreaterThan(3);

        var fields = new ArrayList<>(List.of(
                "command",
                "request-changes",
                "reason",
                reason + "\nThank you.",
                "seen",
                pull.headSha(),
                "seen-until",
                Long.toString(site.seenNow())));
        for (int i = 0; i < replies; i++) {
            fields.addAll(List.of("reply", Integer.toString(i)));
        }
        var answer = site.post(site.path(pull) + "/commands", tess, fields.toArray(String[]::new));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
    }

    private static Finding finding(String message) {
        return new Finding(
                "short-answer",
                Severity.WARNING,
                "compositional_skills/a/qna.yaml",
                new Position(7, 3),
                "/seed_examples/0",
                message,
                "",
                null);
    }
}

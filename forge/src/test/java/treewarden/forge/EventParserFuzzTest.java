package treewarden.forge;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import treewarden.domain.Secret;

/** Whatever arrives, it is an event or it is malformed; and nobody guesses a signature. */
class EventParserFuzzTest {
    private static final List<String> NAMES = List.of(
            "pull_request",
            "issue_comment",
            "check_run",
            "check_suite",
            "push",
            "installation",
            "installation_repositories",
            "repository",
            "ping",
            "unknown");

    private static final List<Secret> SECRETS = List.of(Secret.of("not to be guessed"));

    @FuzzTest(maxDuration = "30s")
    void anyBytesAreAnEventOrMalformed(byte[] body) {
        var parser = new EventParser();
        for (var name : NAMES) {
            try {
                parser.parse(name, body);
            } catch (MalformedEvent e) {
                // Said so: fine.
            }
        }
    }

    @FuzzTest(maxDuration = "30s")
    void anyHeaderIsBelievedOrNot(byte[] header) {
        var text = new String(header, StandardCharsets.UTF_8);
        if (WebhookSignature.matches(header, text, SECRETS)) {
            throw new AssertionError("a guess was believed");
        }
    }
}

package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Reason;
import treewarden.templates.CannedReplies.CannedReply;

class CannedRepliesTest {
    @ParameterizedTest
    @ValueSource(strings = {"request-changes", "reject", "uncertain", "hold"})
    void everyOneOfThemCanBeSent(String command) {
        assertThat(CannedReplies.of(command)).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply.name()).isNotBlank().doesNotContain("\n");
            assertThat(reply.text().length()).isBetween(1, Reason.LONGEST);
        });
    }

    @Test
    void eachHeadingNamesOne() {
        assertThat(CannedReplies.read(
                        "For editors.\n\n## Too short\nWrite more.\n\nPlease.\n## Empty\n\n## Source\r\nSay where.\n"))
                .containsExactly(
                        new CannedReply("Too short", "Write more.\n\nPlease."),
                        new CannedReply("Source", "Say where."));
    }

    @Test
    void aCommandThatWantsNoReasonHasNone() {
        assertThat(CannedReplies.of("approve")).isEmpty();
    }
}

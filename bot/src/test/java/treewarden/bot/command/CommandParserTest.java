package treewarden.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.bot.command.WrittenCommand.Address;

class CommandParserTest {
    private final CommandParser parser = new CommandParser("treewarden[bot]");

    @Test
    void aLineOfItsOwnIsACommand() {
        assertThat(parser.commands("Thanks for this.\n\n/sample\n"))
                .containsExactly(new WrittenCommand("sample", "", "", Address.SLASH));
        assertThat(parser.commands("Thanks for this.\n/sample  now please\nand bye"))
                .containsExactly(new WrittenCommand("sample", "now please", "and bye", Address.SLASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@treewarden check",
                "@treewarden: check",
                "@Treewarden, CHECK",
                "@treewarden[bot] check",
                "hello\n@treewarden   check"
            })
    void aMentionIsACommand(String comment) {
        assertThat(parser.commands(comment)).containsExactly(new WrittenCommand("check", "", "", Address.MENTION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> /sample",
                "> somebody said\n/sample",
                "```\n/sample\n```",
                "~~~\n/sample\n~~~",
                "    /sample",
                "`/sample`",
                "- /sample",
                "1. /sample",
                "# /sample",
                "[/sample](https://example.org)",
                "![/sample](https://example.org)",
                "<b>/sample</b>",
                "<details>\n/sample\n</details>",
                "<!--\n/sample\n-->",
                "<!-- /sample -->",
                "\\/sample",
                "&#47;sample",
                "please /sample",
                "/usr/bin",
                "//sample",
                "/ sample",
                "/sample2",
                "@treewardens check",
                "mail@treewarden check",
                "**/sample**",
                "| a |\n|---|\n| /sample |",
                "/sample\n======",
                ""
            })
    void whatIsQuotedShownOrPartOfASentenceIsNoCommand(String comment) {
        assertThat(parser.commands(comment)).isEmpty();
    }

    @Test
    void severalCommandsAreReadInTheirOrderUpToALimit() {
        assertThat(parser.commands("/check\n/sample"))
                .extracting(WrittenCommand::name)
                .containsExactly("check", "sample");
        assertThat(parser.commands("/check\n\n".repeat(100))).hasSize(CommandParser.MOST_COMMANDS);
    }

    @Test
    void ofMarkupInArgumentsRemainsWhatReadersSee() {
        assertThat(parser.commands(
                        "/reject `qna.yaml` is **the same** <!-- x --> as [that](https://example.org) ![no](a)"))
                .singleElement()
                .satisfies(command -> assertThat(command.arguments()).isEqualTo("qna.yaml is the same  as that"));
    }

    @Test
    void whatStandsBelowACommandBelongsToItUpToTheNextBlockButOne() {
        assertThat(parser.commands("/reject\nToo short.\nAnd too long.\n\nSee `above`.\n\nBye."))
                .containsExactly(
                        new WrittenCommand("reject", "", "Too short.\nAnd too long.\nSee above.", Address.SLASH));
        assertThat(parser.commands("/request-changes please\n\n- one\n- two\n  more\n\nBye."))
                .containsExactly(new WrittenCommand("request-changes", "please", "- one\n- two more", Address.SLASH));
        assertThat(parser.commands("/check\n/reject\n\n> quoted\n\nNot meant."))
                .extracting(WrittenCommand::below)
                .containsExactly("", "");
        assertThat(parser.commands("/reject\n\nThis.\n/check\n\nThat."))
                .extracting(WrittenCommand::below)
                .containsExactly("This.", "That.");
    }

    @Test
    void deepNestingAndLengthHarmNobody() {
        assertThat(parser.commands(">".repeat(60_000) + "\n/sample")).isEmpty();
        assertThat(parser.commands("*".repeat(60_000) + "a\n\n/check"))
                .extracting(WrittenCommand::name)
                .containsExactly("check");
        assertThat(parser.commands("/check\n" + "x".repeat(70_000))).isEmpty();
    }
}

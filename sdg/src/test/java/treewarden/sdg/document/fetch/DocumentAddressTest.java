package treewarden.sdg.document.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/owner/name",
                "https://github.com/owner/name/",
                "https://github.com/owner/name.git",
                "https://github.com:443/owner/name.git//",
                "HTTPS://GitHub.com/owner/name"
            })
    void oneRepositoryIsKnownHoweverItIsWritten(String written) {
        assertThat(DocumentAddress.parse(written).name()).isEqualTo("https://github.com/owner/name");
    }

    @Test
    void groupsAndTheirLikesAreFine() {
        assertThat(DocumentAddress.parse("https://gitlab.com/a/b/c/d.e_f-g").url())
                .isEqualTo("https://gitlab.com/a/b/c/d.e_f-g");
        assertThat(DocumentAddress.parse("https://huggingface.co/datasets/org/name")
                        .path())
                .isEqualTo("/datasets/org/name");
    }

    /** Cases S51, S53, S54, S59, S62 of the notes on security, and what is like them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    file:///etc/passwd                       | an address for file
                    ext::sh -c touch% /tmp/x                 | no address of a repository
                    ssh://git@github.com/owner/name          | an address for ssh
                    git@github.com:owner/name.git            | an address for ssh
                    git://github.com/owner/name              | an address for git
                    http://github.com/owner/name             | an address for http,
                    ftp://github.com/owner/name              | an address for ftp
                    --upload-pack=touch /tmp/x               | no address of a repository
                    /srv/git/name                            | no address of a repository
                    github.com/owner/name                    | no address of a repository
                    https:/github.com/owner/name             | no address of a repository
                    https:github.com/owner/name              | no address of a repository
                    https://github.com:22/owner/name         | a port of its own
                    https://github.com:6379/owner/name       | a port of its own
                    https://github.com:0443/owner/name       | a port of its own
                    https://github.com:/owner/name           | a port of its own
                    https://github.com                       | a host without a repository
                    https://github.com///                    | a host without a repository
                    https://github.com/owner/../../x         | unusual characters
                    https://github.com/owner/%2e%2e/x        | unusual characters
                    https://github.com/owner//name           | unusual characters
                    https://github.com/owner/na me           | unusual characters
                    https://github.com\\@evil.example/x/y    | a user name, a password or a token
                    https://github.com\\.evil.example/x/y    | without the full name of a host
                    https://gıthub.com/owner/name            | without the full name of a host
                    https://xn--gthub-n4a/owner/name         | without the full name of a host
                    https:///owner/name                      | without the full name of a host
                    https://github..com/owner/name           | without the full name of a host
                    https://github.com./owner/name           | without the full name of a host
                    https://github.com/o/n/tree/main/docs    | a page about a repository
                    https://gitlab.com/o/n/-/blob/main/a.md  | a page about a repository
                    """)
    void anythingButAPlainHttpsAddressIsRefused(String written, String why) {
        assertThatThrownBy(() -> DocumentAddress.parse(written))
                .isInstanceOf(DocumentsUnavailable.class)
                .hasMessageStartingWith("document.repo: ")
                .hasMessageContaining(why);
    }

    /** Case S55 of the notes, as far as an address alone can show it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0x7f.1",
                "2130706433",
                "017700000001",
                "0X7F000001",
                "127.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "169.254.169.254",
                "10.0.0.1",
                "100.64.0.1",
                "1.2.3.4.",
                "localhost",
                "localhost.",
                "metadata",
                "1.2.3.4.5"
            })
    void aMachineByItsNumberOrAShortNameIsRefused(String host) {
        var refused = catchThrowableOfType(
                DocumentsUnavailable.class, () -> DocumentAddress.parse("https://" + host + "/owner/name"));

        assertThat(refused.kind()).isEqualTo(DocumentsUnavailable.Kind.REFUSED);
    }

    /** Cases S58 and S61 of the notes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://SECRET@github.com/owner/name",
                "https://user:SECRET@github.com/owner/name",
                "https://github.com@SECRET/owner/name",
                "https://a@b:SECRET@github.com/owner/name",
                "https://github.com/owner/name?access_token=SECRET",
                "https://github.com/owner/name#SECRET",
                "https://github.com:22/owner/name?token=SECRET",
                "ftp://user:SECRET@github.com/owner/name",
                "user:SECRET@github.com:owner/name",
                "SECRET@github.com:owner/name",
                "https://github.com:22/ghp_SECRET0123456789/name",
                "https://github.com:22/github_pat_SECRET0123456789/name",
                "https://gitlab.com:22/glpat-SECRET0123456789/name",
                "http://huggingface.co/hf_SECRET0123456789/name"
            })
    void aCredentialIsRefusedAndNotRepeated(String written) {
        var text = written.replace("github.com@SECRET", "github.com@evil.example");

        assertThatThrownBy(() -> DocumentAddress.parse(text))
                .isInstanceOf(DocumentsUnavailable.class)
                .hasMessageContaining("***")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void theMessageSaysWhatToDo() {
        assertThatThrownBy(() -> DocumentAddress.parse("git@github.com:owner/name.git"))
                .hasMessage("document.repo: \"***@github.com:owner/name.git\" is an address for ssh, and documents are"
                        + " fetched by https alone; write the https address of a public repository, such as"
                        + " https://github.com/owner/name");
        assertThatThrownBy(() -> DocumentAddress.parse("https://github.com/o/n/tree/main/docs"))
                .hasMessage("document.repo: \"https://github.com/o/n/tree/main/docs\" is a page about a repository;"
                        + " write the repository's own address, without all from /tree/; the files go to"
                        + " document.patterns");
    }

    @Test
    void theMessageIsPrintableAndShort() {
        assertThatThrownBy(() -> DocumentAddress.parse("https://a\u202eb\n.com/x/" + "y".repeat(100_000)))
                .message()
                .hasSizeLessThan(400)
                .contains("\\u{202e}", "\\u{a}");
    }

    @Test
    void anAddressOfAMirrorThatNoLeafCouldNameStopsTheStart() {
        var settings = DocumentSettings.in(Path.of("cache"));

        assertThatThrownBy(() -> settings.withMirrors(Map.of("http://docs.example/a", Path.of("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "documents.mirrors: document.repo: \"http://docs.example/a\" is an address for");
        assertThatThrownBy(() -> settings.withMirrors(Map.of(
                        "https://docs.example/a", Path.of("a"),
                        "https://docs.example/a.git", Path.of("b"))))
                .hasMessage("documents.mirrors: https://docs.example/a is there twice; keep one of the two");
    }
}

package treewarden.sdg.quality;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** No key or token of somebody's account goes into a model that is published. */
final class Secrets implements Check {
    private record Form(String words, Markers markers, Pattern pattern) {
        static Form of(String words, String pattern, String... markers) {
            return new Form(words, Markers.of(markers), Pattern.compile(pattern));
        }
    }

    /** Forms whose issuers gave them a prefix so that they can be found. */
    private static final List<Form> FORMS = List.of(
            Form.of("a private key", "-----BEGIN [A-Z ]{0,30}PRIVATE KEY", "PRIVATE KEY"),
            Form.of(
                    "a GitHub token",
                    "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})",
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_"),
            Form.of("a Hugging Face token", "\\bhf_[A-Za-z0-9]{34}\\b", "hf_"),
            Form.of("an AWS access key", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", "AKIA", "ASIA"),
            Form.of("a Google API key", "\\bAIza[0-9A-Za-z_-]{35}", "AIza"),
            Form.of("a Slack token", "\\bxox[abprs]-[0-9A-Za-z-]{20}", "xox"),
            Form.of("an API key", "\\bsk-[A-Za-z0-9_-]{32}", "sk-"));

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public String documentation() {
        return "Nothing has the form of a private key or of an access token.";
    }

    @Override
    public String remedy() {
        return "Take the key out of the seed examples and of the document, and have it withdrawn where it was issued.";
    }

    @Override
    public boolean yieldsToSeeds() {
        return false;
    }

    /** The reason names the form alone: what was found is not repeated anywhere. */
    @Override
    public @Nullable String trouble(Subject subject) {
        return subject.inAnyPart(text -> {
            for (var form : FORMS) {
                if (form.markers().inExactly(text)
                        && form.pattern().matcher(text).find()) {
                    return "has what looks like " + form.words() + " in it";
                }
            }
            return null;
        });
    }
}

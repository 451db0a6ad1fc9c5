package treewarden.sdg.quality;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.block.ChatTokens;

/** No sign of a chat template, and no tag of a prompt, is left in a row: the model would learn to speak in other roles. */
final class LeftoverTags implements Check {
    private static final Pattern TAG = Pattern.compile(
            "\\[(?:(?:Start|End) of|(?:Anfang|Beginn|Ende) de[rs]) [^\\]\\[\\n]{1,60}\\](?!\\()"
                    + "|(?-i:\\[/?(?:QUESTION|ANSWER|END|FRAGE|ANTWORT|ENDE)\\])"
                    + "|(?m:^#{2,3} ?(?:Instruction|Response|Human|Assistant|System):? ?$)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Override
    public String name() {
        return "leftover-tags";
    }

    @Override
    public String documentation() {
        return "No sign of a chat template such as <|im_start|>, and no tag of a prompt such as [End of Question], is left.";
    }

    @Override
    public String remedy() {
        return "Take such tags out of the seed examples and of the document; if there are none in them, the teacher does"
                + " not keep to the form that it is asked for, and the operator should see it.";
    }

    @Override
    public boolean yieldsToSeeds() {
        return false;
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        return subject.inAnyPart(text -> {
            if (text.indexOf('[') < 0 && text.indexOf('<') < 0 && text.indexOf('#') < 0) {
                return null;
            }
            var token = ChatTokens.first(text);
            if (token.isPresent()) {
                return "has the sign " + Printable.quoted(token.get()) + " of a chat template in it";
            }
            var tag = TAG.matcher(text);
            return tag.find() ? "has the tag " + Printable.quoted(tag.group()) + " of a prompt in it" : null;
        });
    }
}

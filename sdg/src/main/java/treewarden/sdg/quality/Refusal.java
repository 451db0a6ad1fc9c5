package treewarden.sdg.quality;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.LeafKind;
import treewarden.domain.Printable;

/** The teacher does the task, and does not say why it will not. */
final class Refusal implements Check {
    /** A refusal comes first, after a word of regret at most. */
    private static final int BEGINNING = 240;

    private static final String DOING =
            "(?:answer|help|assist|provide|fulfil|fulfill|comply|generate|create|write|access"
                    + "|browse|offer|give|do|discuss|share|produce|perform|complete|determine|engage)";
    private static final Pattern REFUSAL = Pattern.compile(
            "\\bas an? (?:ai|artificial intelligence|(?:large )?language model)\\b"
                    + "|\\bi(?:'|\u2019)?m (?:just |only )?an? (?:ai|(?:large )?language model)\\b"
                    + "|\\bi(?: am|'m|\u2019m)? (?:really |very )?sorry,? (?:but )?(?:i|as an)\\b"
                    + "|\\bi (?:cannot|can not|can(?:'|\u2019)t|could not|will not|won(?:'|\u2019)t"
                    + "|am (?:not able|unable) to|do(?:n(?:'|\u2019)t| not) (?:feel comfortable|have (?:access|the ability)))"
                    + "(?: (?:to|directly|actually))* " + DOING + "\\b(?! but)"
                    + "|\\bi(?: do not|'m not| am not|\u2019m not) (?:have access to|able to " + DOING + ")"
                    + "|\\bals (?:ki|ein (?:ki[- ]?)?sprachmodell|ki-sprachmodell|k\u00fcnstliche intelligenz)\\b"
                    + "|\\b(?:es )?tut mir leid,? (?:aber )?(?:ich|das|dabei)\\b"
                    + "|\\bich kann (?:(?:ihnen|dir|diese|dieser|die|das|leider|dabei|hier|frage|bitte|anfrage|aufgabe) )*"
                    + "nicht (?:beantworten|helfen|erf\u00fcllen|weiterhelfen|nachkommen)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Markers WORTH_A_LOOK = Markers.of(
            " ai",
            "language model",
            "artificial",
            "sorry",
            "cannot",
            "can not",
            "can't",
            "can\u2019t",
            "could not",
            "will not",
            "won't",
            "won\u2019t",
            "unable",
            "do not",
            "don't",
            "don\u2019t",
            "not able",
            "access",
            "sprachmodell",
            " ki",
            "intelligenz",
            "tut mir leid",
            "ich kann",
            "document",
            "text",
            "passage",
            "article",
            "excerpt",
            "dokument",
            "abschnitt");

    /** Of knowledge, an answer that the document has none is no knowledge. */
    private static final Pattern NOT_IN_DOCUMENT = Pattern.compile(
            "\\bthe (?:given |provided )?(?:document|text|passage|article|context|excerpt)(?: provided| given)? (?:does not|doesn(?:'|\u2019)t)"
                    + " (?:\\w+ )?(?:mention|say|specify|provide|contain|state|include|give|discuss|describe)"
                    + "|\\b(?:das dokument|der text|der abschnitt) (?:enth\u00e4lt|nennt|erw\u00e4hnt|gibt|sagt) (?:\\w+ ){0,4}(?:nicht|keine|keinen)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Override
    public String name() {
        return "refusal";
    }

    @Override
    public String documentation() {
        return "The answer does what is asked, and neither refuses nor speaks of the model that gives it.";
    }

    @Override
    public String remedy() {
        return "Ask for nothing that needs the internet, pictures or opinions, and let the seed examples show that the"
                + " task can be done.";
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        var said = subject.said();
        var answer = beginning(said.answer());
        var question = beginning(said.question());
        if (!WORTH_A_LOOK.in(answer) && !WORTH_A_LOOK.in(question)) {
            return null;
        }
        var refusal = REFUSAL.matcher(answer);
        if (refusal.find()) {
            return "the answer refuses: " + Printable.quoted(answer.substring(refusal.start()));
        }
        var instead = REFUSAL.matcher(question);
        if (instead.lookingAt()) {
            return "in place of a question there is a refusal: " + Printable.quoted(question);
        }
        var none = NOT_IN_DOCUMENT.matcher(answer);
        return subject.ground().kind() == LeafKind.KNOWLEDGE && none.find()
                ? "the answer says that the document has none: " + Printable.quoted(answer.substring(none.start()))
                : null;
    }

    private static String beginning(String text) {
        var stripped = text.strip();
        return stripped.length() <= BEGINNING ? stripped : stripped.substring(0, BEGINNING);
    }
}

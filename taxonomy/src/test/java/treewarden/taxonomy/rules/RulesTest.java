package treewarden.taxonomy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.taxonomy.Attribution;
import treewarden.taxonomy.Example;
import treewarden.taxonomy.Fixes;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.LeafIndex;
import treewarden.taxonomy.Leaves;
import treewarden.taxonomy.OtherLeaves;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;

/** Each rule beyond the reference: what it says, where, and what it lets pass. */
class RulesTest {
    private static final String ATTRIBUTION = """
            Title of work: Phoenix (constellation)
            Link to work: https://example.com/phoenix
            Revision: https://example.com/phoenix?oldid=1
            License of the work: CC-BY-SA-4.0
            Creator names: Wikipedia Authors
            """;

    @Test
    void everyRuleHasItsOwnNameAndASentence() {
        assertThat(Rules.ALL).extracting(Rule::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
        assertThat(Rules.ALL).extracting(Rule::documentation).allMatch(sentence -> sentence.endsWith("."));
    }

    // placement

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "writing/x/qna.yaml | The leaf is neither under knowledge nor under compositional_skills.",
                "foundational_skills/x/qna.yaml | The leaf is under foundational_skills, which is closed to contributions.",
                "compositional_skills/qna.yaml | The leaf is at the very top of its tree.",
                "compositional_skills/Writing Texts/qna.yaml | The folder name \"Writing Texts\" is not made of lower-case letters, digits and single underscores.",
                "compositional_skills/a__b/qna.yaml | The folder name \"a__b\" is not made of lower-case letters, digits and single underscores."
            })
    void placementSaysWhereALeafBelongs(String path, String message) {
        assertThat(said("placement", check(path, Leaves.SKILL))).containsExactly(message);
    }

    @Test
    void placementSuggestsAName() {
        assertThat(check("compositional_skills/Physics - Relativity/qna.yaml", Leaves.SKILL)
                        .findings())
                .extracting(Finding::remedy)
                .containsExactly("Rename the folder, for example to \"physics_relativity\".");
    }

    // attribution, attribution-fields, licence

    @Test
    void attributionIsMissedFromVersionTwoOn() {
        assertThat(said("attribution", check(Leaves.SKILL, new Attribution.Absent())))
                .containsExactly("There is no attribution.txt beside this file.");
        assertThat(said("attribution", check(Leaves.SKILL.replace("version: 3\n", ""), new Attribution.Absent())))
                .isEmpty();
        assertThat(said("attribution", check(Leaves.SKILL, new Attribution.Unknown())))
                .isEmpty();
    }

    @Test
    void anEmptyAttributionIsAFindingOnThatFile() {
        assertThat(check(Leaves.SKILL, attribution("")).findings())
                .extracting(Finding::path, Finding::message)
                .containsExactly(tuple(
                        "compositional_skills/writing/explanations/attribution.txt", "The attribution.txt is empty."));
    }

    @Test
    void aFullAttributionIsFine() {
        assertThat(check(Leaves.SKILL, attribution(ATTRIBUTION)).findings()).isEmpty();
    }

    @Test
    void fieldsThatAreMissingOrEmptyAreNamed() {
        var text = ATTRIBUTION
                .replace("Creator names: Wikipedia Authors\n", "")
                .replace("https://example.com/phoenix\n", "\n");

        assertThat(check(Leaves.SKILL, attribution(text)).findings())
                .extracting(Finding::message, finding -> finding.at().line())
                .containsExactly(
                        tuple("The attribution.txt has no line \"Creator names:\".", 1),
                        tuple("\"Link to work\" has nothing behind the colon.", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CC0-1.0",
                "CDLA-Permissive-2.0",
                "CC-BY-4.0",
                "CC-BY-SA-4.0",
                "Apache-2.0",
                "MIT",
                "MIT AND Apache-2.0",
                "CC-BY-4.0, MIT"
            })
    void acceptedLicencesPass(String licence) {
        var text = ATTRIBUTION.replace("CC-BY-SA-4.0", licence);

        assertThat(check(Leaves.SKILL, attribution(text)).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GPL-3.0-only,Use a work under one of",
        "cc by sa 4.0,Write it as CC-BY-SA-4.0.",
        "MIT License,Write it as MIT."
    })
    void otherLicencesAreNamedWhereTheyStand(String licence, String remedy) {
        var text = ATTRIBUTION.replace("CC-BY-SA-4.0", licence);

        assertThat(check(Leaves.SKILL, attribution(text)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("licence");
                    assertThat(finding.at()).isEqualTo(new Position(4, 22));
                    assertThat(finding.remedy()).startsWith(remedy);
                });
    }

    // template-only

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TODO",
                "<your question here>",
                "[insert question]",
                "{{ question }}",
                "Question",
                "Lorem ipsum dolor sit amet",
                "...",
                "'?'",
                "tbd."
            })
    void textOfATemplateIsAnError(String question) {
        var text = Leaves.SKILL.replace(
                "question: Why is the sky blue?", "question: \"" + question.replace("'", "") + "\"");

        assertThat(said("template-only", check(Leaves.SKILL_PATH, text)))
                .containsExactly("The question of example 1 is still the text of a template.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "null", "[1, 2, 3]", "<html>", "[Your Name]'s letter", "42", "-"})
    void aShortAnswerIsNoTemplate(String answer) {
        var text = Leaves.SKILL.replaceFirst("answer: .*", "answer: \"" + answer + "\"");

        assertThat(said("template-only", check(Leaves.SKILL_PATH, text))).isEmpty();
    }

    @Test
    void aTemplatesAddressOfADocumentIsFound() {
        var text =
                Leaves.KNOWLEDGE.replace("https://example.com/constellations.git", "<your-repository-url-goes-here>");

        assertThat(said("template-only", check(Leaves.KNOWLEDGE_PATH, text)))
                .containsExactly("\"repo\" is still the text of a template.");
    }

    // repeated-example, known-example

    @Test
    void anExampleThatIsNearlyAnotherIsFound() {
        var text = Leaves.SKILL.replace(
                "  - question: How does a kite fly?\n    answer: Wind pushes against its slanted face and lifts it, while the string holds it back.",
                "  - question: why is the sky BLUE\n    answer: Sunlight is made of many colours and air scatters the blue one most.");

        assertThat(said("repeated-example", check(Leaves.SKILL_PATH, text)))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .matches("This question with its answer is about \\d\\d % the same as the one on line 5\\."));
    }

    @Test
    void theSameQuestionAboutAnotherTextIsAnotherExample() {
        var grounded = new StringBuilder(
                "version: 3\ncreated_by: ada\ntask_description: Say what is named.\nseed_examples:\n");
        for (var thing :
                List.of("kite over a hill", "boat at sea", "tree in winter", "rock that fell", "bird of prey")) {
            grounded.append("  - context: Once upon a time there was one ")
                    .append(thing)
                    .append(
                            ".\n    question: Is anything named in the text that you were given?\n    answer: Yes, something is.\n");
        }

        assertThat(said("repeated-example", check(Leaves.SKILL_PATH, grounded.toString())))
                .isEmpty();
        assertThat(said(
                        "repeated-example",
                        check(Leaves.SKILL_PATH, grounded.toString().replaceAll("one [a-z ]+\\.", "one."))))
                .hasSize(4);
    }

    @Test
    void anExampleOfAnotherLeafIsFound() {
        var others = new LeafIndex();
        others.add(
                "compositional_skills/questions",
                new Example(
                        "Why is the sky blue?",
                        "Sunlight is made of many colours, and air scatters the blue one the most."));
        var around = new Surroundings(new Attribution.Unknown(), others);

        var findings = Validator.of(ValidationConfig.defaults())
                .check(new LeafFile(Leaves.SKILL_PATH, Leaves.bytes(Leaves.SKILL)), around)
                .findings();

        assertThat(findings)
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(
                        tuple(
                                "known-example",
                                "/seed_examples/0/question",
                                "This question with its answer is about 100 % the same as one in compositional_skills/questions."));
    }

    // too-long, long-context

    @Test
    void longAnswersAreCountedInTokensThatAreAbout() {
        var text = Leaves.SKILL.replace("    answer: Wind pushes", "    answer: " + "Wind ".repeat(1000) + "pushes");

        assertThat(said("too-long", check(Leaves.SKILL_PATH, text)))
                .containsExactly("The answer of example 3 has about 1,270 tokens; at most 1,000 fit.");
    }

    @Test
    void aLongSkillIsCountedInWords() {
        var line = "      one two three four five six seven eight nine ten\n";
        var text = Leaves.SKILL
                .replace("    answer: |\n", "    answer: |\n" + line.repeat(55))
                .replace("    answer: >-\n", "    answer: >-\n" + line.repeat(55))
                .replace("answer: Wind", "answer: >\n" + line.repeat(130) + "      Wind");

        assertThat(said("too-long", check(Leaves.SKILL_PATH, text)))
                .contains("The leaf has 2,510 words; a skill has at most about 2,300.");
    }

    @Test
    void thePairsOfAContextAreCountedTogether() {
        var text = Leaves.KNOWLEDGE.replaceFirst(
                "answer: A star\\.", "answer: " + "A star. ".repeat(130).strip());

        assertThat(said("too-long", check(Leaves.KNOWLEDGE_PATH, text)))
                .singleElement()
                .satisfies(
                        message -> assertThat(message)
                                .matches(
                                        "The questions and answers of example 1 have about 3\\d\\d tokens together; at most 250 fit\\."));
    }

    @Test
    void aLongContextIsFoundInKnowledgeAlone() {
        var text = Leaves.KNOWLEDGE.replaceFirst("context: Ankaa", "context: " + "star ".repeat(500) + "Ankaa");

        assertThat(said("long-context", check(Leaves.KNOWLEDGE_PATH, text)))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith("The context of example 1 has about 6")
                        .endsWith(" tokens; at most 500 fit."));
    }

    // pinned-document

    @ParameterizedTest
    @ValueSource(strings = {"main", "cc7c6ca", "\"1234567\"", "0123456789ABCDEF0123456789ABCDEF01234567", "--orphan"})
    void aCommitThatIsNoFullHashIsFound(String commit) {
        var text = Leaves.KNOWLEDGE.replace("commit: 0123456789abcdef0123456789abcdef01234567", "commit: " + commit);

        assertThat(check(Leaves.KNOWLEDGE_PATH, text).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("pinned-document");
                    assertThat(finding.pointer()).isEqualTo("/document/commit");
                    assertThat(finding.at()).isEqualTo(new Position(7, 11));
                });
    }

    // personal-data

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to ada.lovelace@analytical.org today. | a mail address | 22",
                "Call +44 20 7946 0018 now. | a phone number | 18",
                "Call (415) 867-5309 now. | a phone number | 18",
                "Call 415-867-5309 now. | a phone number | 18",
                "The card 4539 1488 0343 6467 is his. | a card number | 22",
                "The card 4539148803436467 is his. | a card number | 22",
                "Pay to DE89 3704 0044 0532 0130 00 soon. | a bank account number (IBAN) | 20",
                "Pay to FR1420041010050500013M02606 soon. | a bank account number (IBAN) | 20"
            })
    void personalDataIsFoundWhereItStandsAndNotRepeated(String words, String kind, int column) {
        var text = Leaves.SKILL.replaceFirst("answer: .*", "answer: " + words);

        assertThat(check(Leaves.SKILL_PATH, text).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("personal-data");
            assertThat(finding.message()).isEqualTo("The answer of example 1 has what looks like " + kind + ".");
            assertThat(finding.at()).isEqualTo(new Position(6, column));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write to ada@example.com or ada@mail.example.org.",
                "Clone git@github.com:instructlab/taxonomy.git first.",
                "Mention @ada, or the price of 3@2.",
                "Call 555-0100 or (212) 555-0100.",
                "Phone 123-456-7890 and 111-222-3333.",
                "The test card 4111 1111 1111 1111 and 4242424242424242.",
                "The number 4539 1488 0343 6468 has a wrong check digit.",
                "The account DE88 3704 0044 0532 0130 00 has a wrong checksum.",
                "In 1914-1918 there were 1,234,567,890 of them, about 3.14159265358979 each.",
                "The ISBN is 978-3-16-148410-0 and the year 2024-02-29.",
                "Version 1.2.3.4.5.6.7 of 2001-12-14 21:59:43.",
                "Its hash is 0123456789abcdef0123456789abcdef01234567."
            })
    void whatOnlyLooksLikePersonalDataPasses(String words) {
        var text = Leaves.SKILL.replaceFirst("answer: .*", "answer: '" + words + "'");

        assertThat(said("personal-data", check(Leaves.SKILL_PATH, text))).isEmpty();
    }

    // hidden-character, bidirectional-character

    @ParameterizedTest
    @CsvSource({
        "\u200b,hidden-character,U+200B ZERO WIDTH SPACE",
        "\u00ad,hidden-character,U+00AD SOFT HYPHEN",
        "\uDB40\uDC41,hidden-character,U+E0041 TAG LATIN CAPITAL LETTER A",
        "\u202e,bidirectional-character,U+202E RIGHT-TO-LEFT OVERRIDE",
        "\u2066,bidirectional-character,U+2066 LEFT-TO-RIGHT ISOLATE",
        "\u200f,bidirectional-character,U+200F RIGHT-TO-LEFT MARK"
    })
    void s39InvisibleCharactersAreFoundAndCanBeTakenOut(String character, String rule, String name) {
        var text = Leaves.SKILL.replace("sky blue", "sky " + character + "blue");

        var findings = check(Leaves.SKILL_PATH, text).findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.message()).contains(name);
            assertThat(finding.at()).isEqualTo(new Position(5, 30));
            assertThat(finding.pointer()).isEqualTo("/seed_examples/0/question");
        });
        assertThat(Fixes.apply(Leaves.bytes(text), findings).bytes()).isEqualTo(Leaves.bytes(Leaves.SKILL));
    }

    @Test
    void s39AnInvisibleCharacterInAnEscapeOrACommentIsFound() {
        var escaped = Leaves.SKILL.replace("\"What makes", "\"What \\u202emakes");
        var comment = "# a\u202eb\n" + Leaves.SKILL;

        assertThat(said("bidirectional-character", check(Leaves.SKILL_PATH, escaped)))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("written as an escape"));
        assertThat(said("bidirectional-character", check(Leaves.SKILL_PATH, comment)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC69\u200D\uD83D\uDCBB codes",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u05e9\u05dc\u05d5\u05dd \u200f(\u05e9)",
                "caf\u00e9\u00a0au lait"
            })
    void charactersThatAScriptNeedsPass(String words) {
        var text = Leaves.SKILL.replaceFirst("answer: .*", "answer: " + words);

        assertThat(check(Leaves.SKILL_PATH, text).findings()).isEmpty();
    }

    @Test
    void aMillionInvisibleCharactersAreCountedNotListed() {
        var text = Leaves.SKILL.replace(
                "    answer: |\n", "    answer: |\n" + ("      " + "\u200b".repeat(1000) + "\n").repeat(100));

        var said = said("hidden-character", check(Leaves.SKILL_PATH, text));

        assertThat(said).hasSize(21).last().isEqualTo("There are 99980 more invisible characters.");
    }

    private static Attribution attribution(String text) {
        return new Attribution.Present(Leaves.bytes(text));
    }

    private static List<String> said(String rule, CheckedLeaf checked) {
        return checked.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(Finding::message)
                .collect(Collectors.toList());
    }

    private static CheckedLeaf check(String path, String text) {
        return Validator.of(ValidationConfig.defaults())
                .check(new LeafFile(path, Leaves.bytes(text)), Surroundings.UNKNOWN);
    }

    private static CheckedLeaf check(String text, Attribution attribution) {
        return Validator.of(ValidationConfig.defaults())
                .check(
                        new LeafFile(Leaves.SKILL_PATH, Leaves.bytes(text)),
                        new Surroundings(attribution, OtherLeaves.NONE));
    }
}

package treewarden.taxonomy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import treewarden.domain.Finding;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.LeafFiles;
import treewarden.taxonomy.Leaves;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;
import treewarden.taxonomy.yaml.Limits;

class WrongKindTest {
    private static final Path FILES = Path.of(System.getProperty("treewarden.shared", "absent"), "taxonomy", "files");

    @Test
    void theKeysTellKnowledgeFromASkill() {
        assertThat(said(Leaves.SKILL_PATH, Leaves.KNOWLEDGE))
                .containsExactly(
                        "This looks like knowledge (it has a document and a domain), but it is filed as a skill.");
        assertThat(said(Leaves.KNOWLEDGE_PATH, Leaves.SKILL))
                .containsExactly(
                        "This looks like a skill (it has a task description and no document), but it is filed as knowledge.");
    }

    @Test
    void aSkillThatAsksForFactsIsKnowledge() {
        assertThat(said(
                        Leaves.SKILL_PATH,
                        skill(
                                "Who painted the Mona Lisa?",
                                "Where does it hang?",
                                "When was it painted?",
                                "What is its Italian name?",
                                "How does one paint?")))
                .containsExactly(
                        "This looks like knowledge (most of its questions ask for a fact), but it is filed as a skill.");
    }

    @Test
    void questionsThatVaryOneTaskOrBringWhatToWorkOnAreASkill() {
        assertThat(said(
                        Leaves.SKILL_PATH,
                        skill(
                                "What is the opposite of hot?",
                                "What is the opposite of old?",
                                "What is the opposite of far?",
                                "What is the opposite of big?",
                                "What is the opposite of dry?")))
                .isEmpty();
        assertThat(said(
                        Leaves.SKILL_PATH,
                        skill(
                                "What is 41 degrees in Celsius?",
                                "How much are 3 miles?",
                                "Which is odd: owl, cat, dog?",
                                "What does 2 and 2 make?",
                                "Who is first of ann, bob, cid?")))
                .isEmpty();
    }

    @Test
    void aQuestionOnATextIsAGroundedSkill() {
        var grounded = skill("Who is named?", "Where was it?", "When was it?", "Which was first?", "What is it about?")
                .replace("    answer:", "    context: Some text that is given.\n    answer:");

        assertThat(said(Leaves.SKILL_PATH, grounded)).isEmpty();
    }

    @Test
    void knowledgeThatSetsTasksIsASkill() {
        var text = Leaves.KNOWLEDGE
                .replace("question: Where in the sky is", "question: Write a poem on")
                .replace("question: What kind of object is", "question: Summarize");

        assertThat(said(Leaves.KNOWLEDGE_PATH, text))
                .containsExactly(
                        "This looks like a skill (most of its questions set a task), but it is filed as knowledge.");
    }

    @Test
    void ofAllSkillsEverCommittedTheWordsCallNoneKnowledgeAndOfTheKnowledgeNoneASkill() throws Exception {
        assumeTrue(Files.isDirectory(FILES));
        var seen = new HashSet<String>();
        var alarms = new ArrayList<String>();
        var found = 0;
        for (var each : new LeafFiles(Limits.DEFAULT.bytes()).find(List.of(FILES.toString()))) {
            var bytes = new LeafFiles(Limits.DEFAULT.bytes()).read(each).bytes();
            var path = each.path().replaceFirst(".*/files/[^/]+/", "").replaceFirst("^foundational", "compositional");
            var crossed = path.startsWith("knowledge/")
                    ? path.replaceFirst("^knowledge", "compositional_skills")
                    : path.replaceFirst("^compositional_skills", "knowledge");
            if (seen.add(new String(bytes, UTF_8).replaceAll("\\s+", " "))) {
                byWords(check(path, bytes)).forEach(message -> alarms.add(path + ": " + message));
                found += byWords(check(crossed, bytes)).isEmpty() ? 0 : 1;
            }
        }
        assertThat(alarms).isEmpty();
        assertThat(found)
                .as("leaves that are recognised when filed as the other kind")
                .isGreaterThan(40);
    }

    private static List<String> byWords(List<String> messages) {
        return messages.stream()
                .filter(it -> it.contains("most of its questions"))
                .toList();
    }

    private static String skill(String... questions) {
        var text = new StringBuilder("version: 3\ncreated_by: ada\ntask_description: To test.\nseed_examples:\n");
        for (var question : Set.copyOf(List.of(questions)).stream().sorted().toList()) {
            text.append("  - question: \"").append(question).append("\"\n    answer: ");
            text.append(Integer.toHexString(question.hashCode())).append(" is what it says.\n");
        }
        return text.toString();
    }

    private static List<String> said(String path, String text) {
        return check(path, text.getBytes(UTF_8));
    }

    private static List<String> check(String path, byte[] bytes) {
        return Validator.of(ValidationConfig.defaults())
                .check(new LeafFile(path, bytes), Surroundings.UNKNOWN)
                .findings()
                .stream()
                .filter(finding -> finding.rule().equals("wrong-kind"))
                .map(Finding::message)
                .toList();
    }
}

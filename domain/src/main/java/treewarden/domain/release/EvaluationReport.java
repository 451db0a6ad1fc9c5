package treewarden.domain.release;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import treewarden.domain.Usage;

/**
 * What an evaluation found: every question, every answer, every verdict. The gate reads nothing else.
 *
 * @param newLeaves folders of the leaves that the last release did not have, or had otherwise
 * @param tooLong multiple-choice questions that were left out for all models, since one of them cannot read so much at once
 * @param tasks of external benchmarks, where some are configured
 * @param usage of the judge
 */
public record EvaluationReport(
        ReleaseId release,
        ExamModels models,
        Set<String> newLeaves,
        List<ExaminedQuestion> questions,
        List<ExaminedChoice> choices,
        int tooLong,
        List<TaskScore> tasks,
        Contamination contamination,
        Usage usage,
        Instant at,
        long millis) {
    public EvaluationReport {
        newLeaves = Collections.unmodifiableSet(new TreeSet<>(newLeaves));
        questions = List.copyOf(questions);
        choices = List.copyOf(choices);
        tasks = List.copyOf(tasks);
    }

    /** The questions of one part, in their order. */
    public List<ExaminedQuestion> of(ExamPart part) {
        return questions.stream().filter(one -> one.question().part() == part).toList();
    }

    /** The held-out questions of each leaf. */
    public Map<String, List<ExaminedQuestion>> byLeaf() {
        return of(ExamPart.HELD_OUT).stream()
                .collect(Collectors.groupingBy(one -> one.question().leaf(), LinkedHashMap::new, Collectors.toList()));
    }
}

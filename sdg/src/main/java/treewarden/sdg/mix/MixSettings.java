package treewarden.sdg.mix;

import java.util.List;
import java.util.regex.Pattern;
import treewarden.domain.Printable;

/**
 * How data is mixed.
 *
 * @param name ends the names of the files, where the reference has a date: {@code skills_train_msgs_NAME.jsonl}
 * @param seed of all choices
 * @param systemPrompt of every row
 * @param skills how much of each skill leaf is taken. All of it by default; the reference takes 30 rows, for which say
 *     {@code new Amount.Rows(30)}: a leaf with fewer is then taken whole, and none is drawn twice
 * @param smallestShare a knowledge leaf with fewer rows in the skills mix than this share of the rows of
 *     {@code skillSets} is repeated until it has that share, so that it is not drowned; 0 turns that off. It does
 *     nothing where there are no {@code skillSets}
 * @param skillSets of the operator, precomputed or for replay, that go into the skills mix
 * @param knowledgeSets those that go into the knowledge mix
 * @param taskFiles how the evaluation tasks name their data
 */
public record MixSettings(
        String name,
        long seed,
        String systemPrompt,
        Amount skills,
        double smallestShare,
        Raft raft,
        List<DataSet> skillSets,
        List<DataSet> knowledgeSets,
        TaskFiles taskFiles,
        CardSettings card,
        MixLimits limits) {
    /** How an evaluation task names its data file. lm-eval reads a relative path from where it is started. */
    public enum TaskFiles {
        /** From the output folder, where lm-eval is to be started: the folder can be moved and published. */
        RELATIVE,
        /** Where the output folder is now: lm-eval can be started anywhere, and the files differ between folders. */
        ABSOLUTE
    }

    /** The share that the reference keeps a knowledge leaf at. */
    private static final double SMALLEST_SHARE = 0.03;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public MixSettings {
        if (!NAME.matcher(name).matches() || name.endsWith(".")) {
            throw new IllegalArgumentException(
                    "a data set's name is made of letters, digits, '.', '_' and '-', at most 64 of them, and is "
                            + Printable.quoted(name));
        }
        if (!(smallestShare >= 0 && smallestShare <= 1)) {
            throw new IllegalArgumentException("the smallest share must be from 0 to 1");
        }
        skillSets = List.copyOf(skillSets);
        knowledgeSets = List.copyOf(knowledgeSets);
    }

    /** The usual. */
    public static MixSettings named(String name) {
        return new MixSettings(
                name,
                42,
                SystemPrompts.NEUTRAL,
                Amount.ALL,
                SMALLEST_SHARE,
                Raft.USUAL,
                List.of(),
                List.of(),
                TaskFiles.RELATIVE,
                CardSettings.USUAL,
                MixLimits.USUAL);
    }

    public MixSettings withSeed(long other) {
        return new MixSettings(
                name,
                other,
                systemPrompt,
                skills,
                smallestShare,
                raft,
                skillSets,
                knowledgeSets,
                taskFiles,
                card,
                limits);
    }

    public MixSettings withSystemPrompt(String other) {
        return new MixSettings(
                name, seed, other, skills, smallestShare, raft, skillSets, knowledgeSets, taskFiles, card, limits);
    }

    public MixSettings withSkills(Amount other) {
        return new MixSettings(
                name,
                seed,
                systemPrompt,
                other,
                smallestShare,
                raft,
                skillSets,
                knowledgeSets,
                taskFiles,
                card,
                limits);
    }

    public MixSettings withSmallestShare(double other) {
        return new MixSettings(
                name, seed, systemPrompt, skills, other, raft, skillSets, knowledgeSets, taskFiles, card, limits);
    }

    public MixSettings withDataSets(List<DataSet> ofSkills, List<DataSet> ofKnowledge) {
        return new MixSettings(
                name, seed, systemPrompt, skills, smallestShare, raft, ofSkills, ofKnowledge, taskFiles, card, limits);
    }

    public MixSettings withTaskFiles(TaskFiles other) {
        return new MixSettings(
                name, seed, systemPrompt, skills, smallestShare, raft, skillSets, knowledgeSets, other, card, limits);
    }

    public MixSettings withCard(CardSettings other) {
        return new MixSettings(
                name,
                seed,
                systemPrompt,
                skills,
                smallestShare,
                raft,
                skillSets,
                knowledgeSets,
                taskFiles,
                other,
                limits);
    }

    public MixSettings withLimits(MixLimits other) {
        return new MixSettings(
                name,
                seed,
                systemPrompt,
                skills,
                smallestShare,
                raft,
                skillSets,
                knowledgeSets,
                taskFiles,
                card,
                other);
    }
}

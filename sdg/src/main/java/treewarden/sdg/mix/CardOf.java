package treewarden.sdg.mix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Leaf;
import treewarden.templates.DataCardModel;
import treewarden.templates.DataCardModel.About;
import treewarden.templates.DataCardModel.DataSetLine;
import treewarden.templates.DataCardModel.Documents;
import treewarden.templates.DataCardModel.FileLine;
import treewarden.templates.DataCardModel.LeafLine;
import treewarden.templates.DataCardModel.Role;

/** What the data card says of a run. */
final class CardOf {
    private CardOf() {}

    /** @param leaves in the order of the report's */
    static DataCardModel run(MixSettings settings, List<MixLeaf> leaves, MixReport report) {
        var lines = new ArrayList<LeafLine>();
        for (int i = 0; i < leaves.size(); i++) {
            lines.add(leaf(leaves.get(i), report.leaves().get(i)));
        }
        var card = settings.card();
        return new DataCardModel(
                new About(
                        card.title(),
                        settings.name(),
                        card.license(),
                        card.languages(),
                        card.tags(),
                        settings.seed(),
                        settings.systemPrompt(),
                        card.command()),
                report.rows(),
                report.files().stream().map(CardOf::file).toList(),
                lines,
                Stream.concat(
                                dataSets(report.skills(), "skills", settings.skillSets()),
                                dataSets(report.knowledge(), "knowledge", settings.knowledgeSets()))
                        .toList(),
                removed(report));
    }

    private static FileLine file(MixedFile file) {
        return new FileLine(file.name(), file.rows(), file.bytes(), role(file.name()));
    }

    private static Role role(String name) {
        if (name.contains("/")) {
            return name.contains("/mmlubench_") ? Role.EVALUATION : Role.OF_A_LEAF;
        }
        if (name.endsWith(".yaml")) {
            return Role.RECIPE;
        }
        if (name.startsWith("skills_")) {
            return Role.SKILLS;
        }
        if (name.startsWith("knowledge_")) {
            return Role.KNOWLEDGE;
        }
        if (name.startsWith("train_")) {
            return Role.TRAIN;
        }
        return name.startsWith("messages_") ? Role.MESSAGES : Role.TEST;
    }

    private static LeafLine leaf(MixLeaf leaf, LeafMix mix) {
        var outcome = leaf.outcome();
        return new LeafLine(
                mix.leaf(),
                leaf.leaf().kind(),
                leaf.source().commit(),
                leaf.source().pullRequest(),
                outcome.teacher(),
                outcome.pipeline(),
                outcome.pipelineDigest(),
                outcome.funnel(),
                mix.rows(),
                documents(leaf),
                outcome.problem());
    }

    private static @Nullable Documents documents(MixLeaf leaf) {
        return leaf.leaf() instanceof Leaf.Knowledge knowledge
                ? new Documents(knowledge.document(), leaf.outcome().documents())
                : null;
    }

    /** The operator's data sets stand first in a mix. Their folders are nobody else's business. */
    private static Stream<DataSetLine> dataSets(Optional<Mix> mix, String kind, List<DataSet> theirs) {
        return mix.stream()
                .flatMap(one -> one.taken().stream().limit(theirs.size()))
                .map(taken -> new DataSetLine(
                        String.valueOf(Path.of(taken.path()).getFileName()), kind, taken.rows(), taken.taken()));
    }

    private static Map<String, Long> removed(MixReport report) {
        var counts = new Counts();
        for (var leaf : report.leaves()) {
            counts.addAll(leaf.rejected());
            counts.addAll(leaf.dropped());
        }
        Stream.concat(report.skills().stream(), report.knowledge().stream())
                .flatMap(mix -> mix.taken().stream())
                .forEach(taken -> counts.addAll(taken.dropped()));
        return counts.map();
    }
}

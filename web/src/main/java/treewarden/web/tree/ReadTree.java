package treewarden.web.tree;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Repository;
import treewarden.domain.release.ReleaseId;
import treewarden.store.KnownRepository;
import treewarden.store.RepositoryState;
import treewarden.store.Tables;
import treewarden.web.view.Tree;
import treewarden.web.view.Tree.Branch;
import treewarden.web.view.Tree.Held;
import treewarden.web.view.Tree.Link;

/**
 * Reads a folder of the taxonomy: two steps of it, as the rest is on the pages of its folders. Safe for many threads.
 */
public final class ReadTree {
    /** As many leaves are looked at, of the base branch and under way. */
    private static final int MOST = 20_000;

    private static final int STEPS = 2;
    private static final int MOST_FOUND = 200;
    private static final int MOST_BRANCHES = 400;

    private final ReadReleased released = new ReadReleased();

    /**
     * What is asked for.
     *
     * @param of {@code owner/name}; empty for the first
     * @param at the folder; empty for the root
     * @param text words that all stand in a leaf's path; empty for the tree itself
     */
    public record Asked(String of, String at, String text) {
        private static final int LONGEST = 500;

        /** Of what stands in an address. */
        public static Asked of(Function<String, @Nullable String> parameters) {
            return new Asked(
                    parameter(parameters.apply("of")),
                    parameter(parameters.apply("at")).replaceAll("^/+|/+$", ""),
                    parameter(parameters.apply("q")));
        }

        private static String parameter(@Nullable String text) {
            return text == null
                    ? ""
                    : text.substring(0, Math.min(LONGEST, text.length())).strip();
        }
    }

    /** Reads it. */
    public Tree read(Tables tables, Asked asked) {
        var repositories = tables.repositories().list().stream()
                .filter(known -> known.state() == RepositoryState.ACTIVE)
                .map(KnownRepository::repository)
                .toList();
        var chosen = chosen(repositories, asked.of());
        if (chosen.isEmpty()) {
            var nothing = new Tree.Numbers(0, 0, 0, 0);
            return new Tree("", "", asked.text(), List.of(), null, nothing, List.of(), List.of(), false);
        }
        var repository = chosen.get();
        boolean isFirst = repository.equals(repositories.get(0));
        var held = released.of(tables, repository.id());
        var links = new Links(repository, isFirst, held.isPresent());
        var known = tables.leafExamples().below(repository.id(), asked.at(), MOST);
        var open = tables.openLeaves().below(repository.id(), asked.at(), MOST);
        var root = new Folder("");
        var at = root.at(asked.at());
        for (var path : known) {
            var leaf = root.at(path);
            leaf.isLeaf = true;
            leaf.since = held.map(it -> it.since(path)).orElse(null);
        }
        // Those of one leaf come together: its folder is looked up once.
        var last = root;
        for (var leaf : open) {
            last = leaf.path().equals(last.path) ? last : root.at(leaf.path());
            last.open.put(leaf.number(), leaf.isSampled());
        }
        boolean isSearch = !asked.text().isEmpty();
        var shown = isSearch ? found(at, asked.text()) : at.children();
        int most = isSearch ? MOST_FOUND : MOST_BRANCHES;
        return new Tree(
                name(repository),
                asked.at(),
                asked.text(),
                links.steps(asked.at()),
                held.map(it -> release(it.last())).orElse(null),
                at.numbers(),
                shown.stream()
                        .limit(most)
                        .map(folder -> links.branch(folder, isSearch ? 0 : STEPS - 1))
                        .toList(),
                repositories.stream()
                        .filter(other -> !other.equals(repository))
                        .map(other -> new Link(name(other), "/tree?of=" + encoded(name(other))))
                        .toList(),
                known.size() == MOST || open.size() == MOST || shown.size() > most);
    }

    private static Link release(ReleaseId id) {
        return new Link(id.name(), "/releases/" + id);
    }

    private static Optional<Repository> chosen(List<Repository> all, String name) {
        return all.stream()
                .filter(each -> name(each).equalsIgnoreCase(name))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static List<Folder> found(Folder in, String text) {
        var words = text.toLowerCase(Locale.ROOT).split("\\s+");
        return in.all()
                .filter(folder -> folder.isLeaf || !folder.open.isEmpty())
                .filter(folder -> {
                    var path = folder.path.toLowerCase(Locale.ROOT);
                    return Arrays.stream(words).allMatch(path::contains);
                })
                .sorted(Comparator.comparing(folder -> folder.path))
                .toList();
    }

    private static String name(Repository repository) {
        return repository.owner() + "/" + repository.name();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The addresses of a repository's tree.
     *
     * @param isReleased whether any release of it is published
     */
    private record Links(Repository repository, boolean isFirst, boolean isReleased) {
        Branch branch(Folder folder, int steps) {
            return new Branch(
                    folder.name(),
                    folder.path,
                    tree(folder.path),
                    "/?place=" + encoded(folder.path),
                    folder.numbers(),
                    folder.isLeaf,
                    folder.isLeaf && isReleased ? new Held(folder.since == null ? null : release(folder.since)) : null,
                    folder.open.keySet().stream().map(this::contribution).toList(),
                    steps == 0
                            ? List.of()
                            : folder.children().stream()
                                    .limit(MOST_BRANCHES)
                                    .map(each -> branch(each, steps - 1))
                                    .toList());
        }

        List<Link> steps(String at) {
            var steps = new ArrayList<Link>();
            steps.add(new Link("The taxonomy", tree("")));
            for (int end = at.indexOf('/'); !at.isEmpty(); end = at.indexOf('/', end + 1)) {
                var path = end < 0 ? at : at.substring(0, end);
                steps.add(new Link(path.substring(path.lastIndexOf('/') + 1), tree(path)));
                if (end < 0) {
                    break;
                }
            }
            return steps;
        }

        private String tree(String path) {
            var address = Tree.address(path);
            return isFirst ? address : address + (path.isEmpty() ? "?" : "&") + "of=" + encoded(name(repository));
        }

        private Link contribution(int number) {
            return new Link(
                    "#" + number,
                    "/contributions/" + encoded(repository.owner()) + "/" + encoded(repository.name()) + "/" + number);
        }
    }
}

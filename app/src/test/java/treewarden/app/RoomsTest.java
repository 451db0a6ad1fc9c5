package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import treewarden.worker.ChildEnvironment;

/** Who may know whom in the house, and what nobody may do. */
class RoomsTest {
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("domain", Set.of()),
            Map.entry("taxonomy", Set.of("domain")),
            Map.entry("forge", Set.of("domain")),
            Map.entry("store", Set.of("domain")),
            Map.entry("templates", Set.of("domain")),
            Map.entry("sandbox", Set.of()),
            Map.entry("sdg", Set.of("domain", "taxonomy", "templates")),
            Map.entry("bot", Set.of("domain", "forge", "taxonomy", "store", "templates")),
            // Never forge: a GPU machine holds no credential of the code host.
            Map.entry("worker", Set.of("domain", "sdg", "store", "taxonomy", "templates")),
            Map.entry("web", Set.of("domain", "bot", "store", "templates")));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("treewarden");

    @Test
    void everyRoomIsLookedAt() {
        var rooms = new TreeSet<String>();
        HOUSE.forEach(type -> rooms.add(roomOf(type.getPackageName())));

        assertThat(rooms).containsAll(MAY_KNOW.keySet()).contains("app");
    }

    @Test
    void aRoomKnowsOnlyTheRoomsItMay() {
        MAY_KNOW.forEach((room, known) -> {
            var forbidden = new TreeSet<>(MAY_KNOW.keySet());
            forbidden.add("app");
            forbidden.remove(room);
            forbidden.removeAll(known);
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage("treewarden." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.stream()
                            .map(other -> "treewarden." + other + "..")
                            .toArray(String[]::new))
                    .because(room + " may know " + (known.isEmpty() ? "no other room" : "only " + new TreeSet<>(known)))
                    .check(HOUSE);
        });
    }

    @Test
    void nobodyReadsTheWallClockPastAClock() {
        ArchRuleDefinition.noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<JavaCall<?>>("it asks for the time now") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        var owner = call.getTargetOwner();
                        var parameters = call.getTarget().getRawParameterTypes();
                        return call.getName().equals("now")
                                        && parameters.isEmpty()
                                        && (owner.isEquivalentTo(Instant.class)
                                                || owner.isEquivalentTo(LocalDate.class)
                                                || owner.isEquivalentTo(LocalDateTime.class))
                                || call.getName().equals("currentTimeMillis");
                    }
                })
                .because("time comes from a java.time.Clock, which a test can set")
                .check(HOUSE);
    }

    @Test
    void whoStartsAProgramTakesOurEnvironmentFromItFirst() {
        var careless = new TreeSet<String>();
        HOUSE.forEach(type -> type.getCodeUnits().forEach(method -> {
            var calls = method.getCallsFromSelf();
            boolean starts = calls.stream()
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ProcessBuilder.class)
                            && call.getName().equals("<init>"));
            boolean empties = calls.stream()
                    .anyMatch(call -> call.getName().equals("limit")
                                    && call.getTargetOwner().isEquivalentTo(ChildEnvironment.class)
                            || call.getName().equals("clear")
                                    && call.getTargetOwner().isEquivalentTo(Map.class));
            if (starts && !empties) {
                careless.add(method.getFullName());
            }
        }));

        assertThat(careless)
                .as("a program gets no token of ours: ChildEnvironment.limit(builder) before it starts")
                .isEmpty();
    }

    private static String roomOf(String packageName) {
        return packageName.split("\\.")[1];
    }
}

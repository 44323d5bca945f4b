package dev.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.Scheduled;

/** The rooms of the architecture and the doors between them, kept by the build. */
class StructureTest {

    private static final String ROOT = "dev.relay";

    /** What each room may use. A room that is not here, or an edge that is not here, fails. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("", Set.of()),
            Map.entry("job", Set.of("queue")),
            Map.entry("queue", Set.of()),
            Map.entry("scheduling", Set.of("job", "queue")),
            Map.entry("notification", Set.of("job", "queue")),
            // What both HTTP doors share.
            Map.entry("api", Set.of("job", "queue")),
            Map.entry("api.v1", Set.of("api", "job", "queue", "notification", "security")),
            Map.entry("api.v2", Set.of("api", "job", "queue", "notification", "security")),
            Map.entry("grpc", Set.of("job", "queue", "notification", "security")),
            Map.entry("dashboard", Set.of("job", "queue", "security")),
            Map.entry("security", Set.of()),
            Map.entry("client", Set.of()),
            // Cuts across: whatever is not a door.
            Map.entry("configuration", Set.of("api", "job", "queue", "notification", "security")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    @Test
    void readsTheClassesOfEveryRoomThereIs() {
        assertThat(MAIN).extracting(StructureTest::room).contains("", "job", "queue", "scheduling", "notification",
                "api", "api.v1", "api.v2",
                "configuration");
    }

    @Test
    void roomsUseOnlyWhatTheTableLetsThem() {
        classes().should(keepTo(ROOMS)).check(MAIN);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void theRootHoldsTheApplicationClassOnly() {
        classes().that().resideInAPackage(ROOT).should().haveSimpleName("RelayApplication")
                .orShould().haveSimpleName("package-info").check(MAIN);
    }

    @Test
    void entitiesAndRepositoriesStayInTheirPackage() {
        classes().that().areAnnotatedWith(Entity.class).or().areAssignableTo(Repository.class)
                .should().bePackagePrivate().check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(resideInANullMarkedPackage()).check(MAIN);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses().should().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
                .orShould().haveNameMatching(".*(Utils?|Impl|Base|Common)").check(MAIN);
    }

    @Test
    void onlySchedulingIsScheduledAndTheRecheckOfWaitingClaims() {
        methodsWith(Scheduled.class, ROOT + ".scheduling..", ROOT + ".notification..").check(MAIN);
    }

    @Test
    void onlyTheRoomsWithTablesSpeakSql() {
        methodsWith(NativeQuery.class, ROOT + ".job..", ROOT + ".queue..").check(MAIN);
    }

    @Test
    void noticesAnEdgeThatIsNotInTheTable() {
        Map<String, Set<String>> without = new HashMap<>(ROOMS);
        without.put("scheduling", Set.of("queue"));

        assertThat(classes().should(keepTo(without)).evaluate(MAIN).getFailureReport().getDetails())
                .isNotEmpty().allMatch(line -> line.contains("scheduling may not use job"))
                .anyMatch(line -> line.contains("LeaseReaper"));
    }

    @Test
    void noticesARoomThatIsNotInTheTable() {
        Map<String, Set<String>> without = new HashMap<>(ROOMS);
        without.remove("configuration");

        assertThat(classes().should(keepTo(without)).evaluate(MAIN).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("configuration is not a room"));
    }

    @Test
    void noticesSqlOutsideOfItsRooms() {
        assertThat(methodsWith(NativeQuery.class, ROOT + ".queue..").evaluate(MAIN).hasViolation()).isTrue();
    }

    private static ArchRule methodsWith(Class<? extends java.lang.annotation.Annotation> annotation,
            String... packages) {
        return methods().that().areAnnotatedWith(annotation).should().beDeclaredInClassesThat()
                .resideInAnyPackage(packages);
    }

    private static ArchCondition<JavaClass> keepTo(Map<String, Set<String>> rooms) {
        return new ArchCondition<>("use only the rooms that the table lets them") {

            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                Set<String> allowed = rooms.get(room(origin));
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(origin,
                            room(origin) + " is not a room: " + origin.getName()));
                    return;
                }
                for (Dependency edge : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = edge.getTargetClass().getBaseComponentType();
                    boolean ours = target.getPackageName().equals(ROOT)
                            || target.getPackageName().startsWith(ROOT + ".");
                    if (ours && !room(target).equals(room(origin)) && !allowed.contains(room(target))) {
                        events.add(SimpleConditionEvent.violated(origin, "%s may not use %s: %s"
                                .formatted(room(origin), room(target), edge.getDescription())));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {

            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(item,
                            item.getPackageName() + " has no package-info with @NullMarked"));
                }
            }
        };
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}

# SPDX-License-Identifier: Apache-2.0
"""The questions, on pipes."""
import json

import harness
from harness import DAY, INPUT, USAGE


class Ask(harness.CliTest):
    def ask(self, answers, *words, **more):
        answer = self.run_cli("ask", "--pack", "mini-pack", "--at", DAY,
                              *words, stdin=answers, **more)
        self.assertEqual(answer.code, 0, answer.err)
        return answer

    def questions(self, answers, *words):
        return [line[4:] for line in self.ask(answers, *words).err.split("\n")
                if line.startswith("  ? ")]

    def test_yes_to_everything_decides_everything(self):
        answer = self.ask("y\n" * 20, "--set", "forme=sa")
        self.assertIn("Everything is decided", answer.out)
        self.assertNotIn("TO BE CLARIFIED", answer.out)

    def test_no_to_everything_decides_everything(self):
        answer = self.ask("n\n" * 20, "--set", "forme=sa")
        self.assertIn("Everything is decided", answer.out)
        self.assertIn("· Yearly display", answer.out)

    def test_no_question_comes_twice(self):
        asked = self.questions("y\n" * 20, "--set", "forme=sa")
        self.assertEqual(len(asked), len(set(asked)))
        self.assertGreater(len(asked), 2)

    def test_the_end_of_the_answers_ends_the_questions(self):
        answer = self.ask("")
        self.assertIn("TO BE CLARIFIED", answer.out)
        self.assertEqual(len(self.questions("")), 1)
        self.assertEqual(len(self.questions("end\ny\ny\n")), 1)

    def test_an_unknown_answer_goes_on_with_another_fact(self):
        asked = self.questions("?\n" * 30)
        self.assertEqual(len(asked), len(set(asked)))
        self.assertLess(len(asked), 30)
        answer = self.ask("?\n" * 30)
        self.assertIn("TO BE CLARIFIED", answer.out)

    def test_an_unknown_answer_leaves_the_facts_alone(self):
        given = ("--set", "effectif=50..249")
        asked = self.ask("?\n" * 30, *given).out
        told = self.good("diagnose", "--pack", "mini-pack", "--at", DAY,
                         *given)
        self.assertEqual(asked.split("No question can decide more.")[0],
                         told.split("NEXT QUESTION ─")[0])

    def test_a_value_answers_more_than_yes(self):
        asked = self.questions("unknown\n300\n300\ntrue\nsas\n" + "y\n" * 9)
        self.assertLess(len(asked), 15)

    def test_a_question_for_a_value_names_the_values(self):
        given = ("--set", "effectif=10", "--set", "effectif@-1=10")
        answer = self.ask("y\nsas\n", *given)
        self.assertIn("sa (Public company), sas (Simplified company), snc",
                      answer.err)
        self.assertIn("! a value is wanted, not yes or no", answer.err)
        self.assertIn("· Register", answer.out)

    def test_a_wrong_value_is_asked_again(self):
        answer = self.ask("sixty thousand\n", "--set", "accord=true", "--set",
                          "forme=sas")
        questions = [line for line in answer.err.split("\n")
                     if line.startswith("  ? ")]
        self.assertEqual(len(questions), 2)
        self.assertEqual(questions[0], questions[1])
        self.assertIn("  ! ", answer.err)

    def test_why_explains(self):
        answer = self.ask("why\n", "--set", "accord=true", "--set",
                          "forme=sas")
        self.assertIn("Average of the year", answer.err)
        self.assertIn("Trial code, article 1", answer.err)
        self.assertRegex(answer.err, r"effectif >= \d+")

    def test_french_answers_are_understood(self):
        answer = self.ask("O\nNON\nOui\nn\no\no\no\n", "--set", "forme=sa",
                          lang="fr")
        self.assertNotIn("  ! ", answer.err)
        self.assertIn("Tout est décidé", answer.out)

    def test_the_result_stands_alone_on_the_standard_output(self):
        answer = self.ask("y\n" * 20, "--format", "json")
        json.loads(answer.out)

    def test_facts_cannot_come_from_the_standard_input(self):
        self.bad(USAGE, "standard input", "ask", "--pack", "mini-pack",
                 "--facts", "-")

    def test_facts_given_are_not_asked(self):
        self.assertEqual(self.questions(
            "y\n" * 9, "--set", "effectif=10", "--set", "effectif@-1=10",
            "--set", "forme=sa"), [])

    def test_wrong_facts_end_before_the_first_question(self):
        answer = self.bad(INPUT, "no fact", "ask", "--pack", "mini-pack",
                          "--set", "xyzzy=1")
        self.assertNotIn("  ? ", answer.err)


if __name__ == "__main__":
    harness.main()

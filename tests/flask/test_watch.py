# SPDX-License-Identifier: Apache-2.0
"""Whether the service is ready, and its figures."""
import time

from prometheus_client.parser import text_string_to_metric_families

import documents
import service
from analyses import AnalysesTest, rse
from test_runs import work


class Ready(AnalysesTest):
    @classmethod
    def settings(cls):
        return {**super().settings(), "ready_wait_ms": 1}

    def test_it_is_ready_until_jobs_wait_for_nobody(self):
        self.assertEqual(self.get("/ready"), {"status": "ready"})
        self.upload(documents.report("ready"))
        time.sleep(0.01)
        answer = self.client.get("/ready")
        self.problem(503, "OutOfOrder", answer)
        self.assertIn("no worker", answer.json["detail"])
        self.assertEqual(self.get("/health")["status"], "ok")
        work(self.app)
        self.assertEqual(self.get("/ready"), {"status": "ready"})


class FiguresTest(AnalysesTest):
    def figures(self):
        answer = self.client.get("/metrics")
        self.assertEqual(answer.status_code, 200)
        return {(sample.name, *sample.labels.values()): sample.value
                for family in text_string_to_metric_families(answer.text)
                for sample in family.samples}


class Figures(FiguresTest):
    def test_they_follow_the_queue(self):
        before = self.figures()
        self.assertEqual(before["portailrse_jobs", "ready"], 0)
        for name in ("a", "b"):
            self.upload(documents.report(name))
        self.upload(documents.broken())
        now = self.figures()
        self.assertEqual(now["portailrse_jobs", "ready"], 3)
        self.assertGreater(now["portailrse_oldest_ready_seconds",], 0)
        work(self.app)
        now = self.figures()
        self.assertEqual(now["portailrse_jobs", "ready"], 0)
        self.assertEqual(now["portailrse_runs_ended", "done"], 2)
        self.assertEqual(now["portailrse_runs_ended", "failed"], 1)
        self.assertEqual(now["portailrse_events_to_send",], 0)
        self.assertEqual(now["portailrse_run_seconds_count",], 2)
        self.assertEqual(now["portailrse_run_seconds_bucket", "+Inf"], 2)

    def test_they_say_what_finds_topics(self):
        text = self.client.get("/metrics").text
        self.assertRegex(text, r'portailrse_engine_info\{.*engine="esrs-lite')


class Many(FiguresTest):
    def test_more_runs_than_are_read_at_once(self):
        here = self.app.extensions["portailrse"].analyses
        for _ in range(3):
            here.queue().add_all([rse.JobRequest(kind="analyse")] * 900)
        self.assertEqual(self.figures()["portailrse_jobs", "ready"], 2_700)


if __name__ == "__main__":
    service.main()

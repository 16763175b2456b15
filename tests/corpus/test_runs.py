"""Run-together tables: which cell a list of units belongs to."""

from texts import LETTER, read, unit_names

HEADER = "工作任务牵头单位责任单位工 作 要 求一、加强公开（一）推进公开"
ALL = "区直有关单位，各乡镇人民政府"
SUPPORT = [("区直有关单位", "support"), ("各乡镇人民政府", "support")]
PLAIN = [("区直有关单位", "plain"), ("各乡镇人民政府", "plain")]
LONG = "公开的内容应当真实准确，公开的时间应当及时，公开的方式应当方便群众。" * 5  # a collapsed line keeps its blanks
OTHERS = (
    f"2.推进预决算公开区财政局{ALL}全面公开财政预决算信息，完善操作规程。3.公开决策 {ALL}决策过程应当全程公开。{LONG}"
)


def first(row, others=OTHERS):
    notice = read(f"{LETTER}\n附件\n任务分解表\n{HEADER}{row}{others}\n")
    tasks = [task for task in notice.tasks if task.source == "table"]
    assert [unit_names(task) for task in tasks[1:]] == [[("区财政局", "lead"), *SUPPORT], PLAIN]
    return tasks[0].task, tasks[0].requirement, unit_names(tasks[0])


def test_a_blank_parts_the_columns_of_lead_and_others():
    assert first(f"1.建立联动工作机制区宣传部、网信办 {ALL}建立应急联动工作机制，及时预警。") == (
        "建立联动工作机制",
        "建立应急联动工作机制，及时预警。",
        [("区宣传部", "lead"), ("网信办", "lead"), *SUPPORT],
    )


def test_names_that_begin_the_requirement_are_no_cell():
    words = "区教育局、卫计局等行业主管部门要组织制定制度。"
    assert first(f"1.建立健全制度区管委会办公室{ALL}{words}") == (
        "建立健全制度",
        words,
        [("区管委会办公室", "lead"), *SUPPORT],
    )
    assert first(f"1.编制事项目录 {ALL}各有关单位要编制公开事项目录。") == (
        "编制事项目录",
        "各有关单位要编制公开事项目录。",
        PLAIN,
    )


def test_a_requirement_without_subject_leaves_the_cells_as_they_are():
    assert first(f"1.开展随机抽查区市场监管局{ALL}要制定并公布抽查事项清单。") == (
        "开展随机抽查",
        "要制定并公布抽查事项清单。",
        [("区市场监管局", "lead"), *SUPPORT],
    )

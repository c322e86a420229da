/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-titles.h"

#include <string.h>

#define MAX_TITLE 200 /* bytes; no title that is known comes near */

/* Field → titles, separated by '|' and folded. The first ones are those of the national platform
 * (domain 4.1), the others what exports are seen to use. A field has one list for all kinds of
 * files: the kinds that share its name share its meaning. */
static const struct {
  const char *field;
  const char *titles;
} known[] = {
  /* claims */
  { "setl_id", "结算id|结算单号|结算流水号|结算编号" },
  { "insutype", "险种|险种类型|险种类别" },
  { "med_type", "医疗类别|就医类别" },
  { "setl_time", "结算时间|结算日期" },
  { "setl_type", "结算类别|结算类型" },
  { "pay_loc", "支付地点类别|支付地点" },
  { "insu_admdvs", "参保地|参保地医保区划|参保地区划|参保所属医保区划|参保地行政区划" },
  { "refd_setl_id", "原结算id|退费结算id|被退费结算id|冲销结算id" },
  { "mdtrt_id", "就诊id|就诊号|就诊流水号" },
  { "psn_no", "人员编号|个人编号" },
  { "psn_name", "姓名|人员姓名|参保人姓名" },
  { "certno", "证件号码|证件号|身份证号|身份证号码|公民身份号码" },
  { "refd_setl_flag", "退费结算标志|退费标志|冲销标志" },
  { "medfee_sumamt", "医疗费总额|医疗总费用|医疗费用总额|总费用|费用总额" },
  { "fulamt_ownpay_amt", "全自费金额|全自费" },
  { "overlmt_selfpay", "超限价自费费用|超限价" },
  { "preselfpay_amt", "先行自付金额|先行自付" },
  { "inscp_scp_amt", "符合政策范围金额|政策范围内金额|符合政策范围" },
  { "hifp_pay", "基本医疗保险统筹基金支出|统筹基金支出|统筹基金|统筹支付" },
  { "cvlserv_pay", "公务员医疗补助资金支出|公务员医疗补助|公务员补助" },
  { "hifes_pay", "企业补充医疗保险基金支出|企业补充" },
  { "hifmi_pay", "居民大病保险资金支出|居民大病保险|大病保险|居民大病" },
  { "hifob_pay", "职工大额医疗费用补助基金支出|职工大额医疗费用补助|大额医疗补助|职工大额" },
  { "hifdm_pay", "伤残人员医疗保障基金支出|伤残人员医疗保障基金" },
  { "maf_pay", "医疗救助基金支出|医疗救助" },
  { "oth_pay", "其他支出|其他基金支出|其他基金" },
  { "fund_pay_sumamt", "基金支付总额|基金合计|基金支付合计|基金支出合计" },
  { "hosp_part_amt", "医院负担金额|医院负担" },
  { "psn_part_amt", "个人负担总金额|个人负担金额|个人负担" },
  { "acct_pay", "个人账户支出|个人账户支付|个人账户" },
  { "acct_mulaid_pay", "个人账户共济支付金额|个人账户共济支付|账户共济支付|个人账户共济" },
  { "psn_cash_pay", "个人现金支出|个人现金支付|现金支付|个人现金" },
  /* providers and what is known of them */
  { "fixmedins_code", "定点医药机构编码|定点医药机构编号|医药机构编码|医药机构编号|医疗机构编码|"
                      "机构编码|定点机构编码" },
  { "fixmedins_name", "定点医药机构名称|医药机构名称|医疗机构名称|机构名称|定点机构名称" },
  { "fixmedins_type", "定点医药机构类型|定点医疗服务机构类型|医药机构类型|机构类型" },
  { "hosp_lv", "医院等级|机构等级|等级" },
  { "managed_by", "经办机构|管理经办机构|所属经办机构|经办机构编码" },
  { "uscc", "统一社会信用代码|信用代码" },
  { "agreement_no", "协议编号|服务协议编号|协议号" },
  { "agreement_from", "协议开始日期|协议生效日期" },
  { "agreement_to", "协议结束日期|协议终止日期|协议到期日期" },
  { "status", "状态|准入状态" },
  { "admitted_from", "准入日期|准入开始日期" },
  { "suspended_from", "暂停日期|暂停开始日期|暂停直接结算日期" },
  { "stopped_from", "停止日期|退出日期" },
  /* areas and agencies */
  { "code", "代码|编码|行政区划代码|区划代码|经办机构编码|机构编码" },
  { "name", "名称|区划名称|行政区划名称|经办机构名称|机构名称|节日名称|节日" },
  { "level", "级别|级次|层级|行政级别" },
  { "parent", "上级代码|上级区划代码|上级编码" },
  { "area", "所属区划|行政区划代码|区划代码|行政区划|医保区划" },
  /* bank accounts */
  { "owner_kind", "户主类型|单位类型|所属类型" },
  { "owner_code", "单位编码|户主编码|所属单位编码|机构编码" },
  { "account_kind", "账户类型|账户类别|账户性质" },
  { "insurance", "险种|险种类型|账套" },
  { "account_no", "账号|银行账号|收款账号" },
  { "account_name", "户名|账户名称|收款户名|开户名" },
  { "bank_no", "联行号|行号|银行行号|开户行行号|开户行联行号" },
  { "bank_name", "开户行|开户银行|开户行名称|银行名称" },
  /* money from declarations on */
  { "clr_ym", "清算年月|费用所属期|费用月份|所属月份|所属期" },
  { "psntime", "人次|就诊人次|结算人次" },
  { "fund_appy_sum", "基金申报总额|申报基金总额|基金申报金额|申报金额" },
  { "cutoff_day", "截止日期|申报截止日期|数据截止日期" },
  { "det_type", "扣款类型|扣款类别" },
  { "amount", "金额|扣款金额|支出金额|基金支出金额|年度基金支出|扣减金额|下达金额|清算金额|"
              "费用金额" },
  { "reason", "扣款原因|原因|事由|说明|扣减原因|暂停原因|违规原因" },
  { "confirmed_day", "确认日期|扣款确认日期" },
  { "year", "年度|年份|清算年度|资金年度|费用年度|预留年度" },
  /* care away from home: what is cleared, taken off and prepaid */
  { "scope", "就医范围|范围|清算范围" },
  { "treat_area", "就医地|就医地区划|就医地代码|就医地医保区划|就医地行政区划" },
  { "period", "清算属期|清算年月|清算月份|属期|扣减月份|扣款月份|结算月份" },
  { "orig_period", "原费用所属期|原清算属期|原属期|费用所属期|费用月份" },
  { "kind", "记录类型|明细类型|备案类型|备案类别|异地就医人员类别" },
  { "hospital_code", "定点医药机构编码|医药机构编码|定点医疗机构编码|医疗机构编码|医院编码|"
                     "机构编码" },
  { "hospital_name", "定点医药机构名称|医药机构名称|定点医疗机构名称|医疗机构名称|医院名称|"
                     "机构名称" },
  { "discharge_day", "出院结算日期|出院结算时间|结算日期" },
  { "medfee", "医疗费总额|医疗总费用|医疗费用总额|总费用|费用总额" },
  { "pool", "基本医疗保险统筹基金支出|统筹基金支出|统筹基金支付|统筹基金|统筹支付" },
  { "big", "大额大病|大病大额|大额及大病|大额医疗费用补助及大病保险|大病保险" },
  { "cvlserv", "公务员医疗补助资金支出|公务员医疗补助|公务员补助" },
  { "maf", "医疗救助基金支出|医疗救助基金|医疗救助" },
  { "other", "其他支出|其他基金支出|其他基金|其他" },
  { "fund", "基金支付总额|基金支付合计|基金支出合计|基金合计" },
  { "acct", "个人账户支出|个人账户支付|个人账户" },
  { "c01", "床位费" },
  { "c02", "诊察费|诊查费" },
  { "c03", "检查费" },
  { "c04", "化验费" },
  { "c05", "治疗费" },
  { "c06", "手术费" },
  { "c07", "护理费" },
  { "c08", "卫生材料费|材料费" },
  { "c09", "西药费" },
  { "c10", "中药饮片费|中草药费" },
  { "c11", "中成药费|中成药" },
  { "c12", "一般诊疗费" },
  { "c13", "挂号费" },
  { "c14", "其他费|其他费用" },
  { "chrgitm_type", "医疗收费项目类别|收费项目类别|费用类别|大类费用|费用大类" },
  { "ownpay", "自费|自费金额|全自费金额" },
  { "selfpay", "自付|自付金额|部分自付金额|先行自付金额" },
  { "unit", "统筹区|统筹区代码|统筹区编码|统筹地区|市|市地|市(地)代码|市(地)区划代码" },
  { "agency", "经办机构|经办机构代码|经办机构编码|县市|县(市)代码|县(市)区划代码" },
  { "day", "日期|截至日期|期初日期|余额日期" },
  { "quota", "额度|预付金额度|核定额度" },
  { "balance", "余额|预付金余额|期初余额" },
  /* registrations (form 1) */
  { "number", "备案号|备案编号|编号" },
  { "insured_area", "参保地|参保统筹区|参保地医保区划|参保地区划|参保地行政区划" },
  { "begin_day", "备案开始日期|开始日期|起始日期|生效日期" },
  { "end_day", "备案结束日期|结束日期|截止日期|终止日期" },
  { "cert_type", "证件类型|证件类别|人员证件类型" },
  { "gend", "性别" },
  { "brdy", "出生日期|出生年月日" },
  { "card_no", "社会保障卡号|社会保障卡号码|社保卡号" },
  { "insured_state", "参保状态|人员参保状态" },
  { "emp_name", "单位名称|单位名称/社区|单位或社区|工作单位|单位" },
  { "phone", "联系电话|电话|手机号|手机号码" },
  { "address", "现住址|居住地址|联系地址|地址" },
  { "from_hospital", "转出医院|转出医疗机构|转出机构" },
  { "to_hospital", "转入医院|转入医疗机构|转入机构" },
  { "diagnosis", "诊断|疾病诊断|诊断名称|转诊诊断" },
  { "referral_reason", "转诊原因|转院原因|转诊理由" },
  { "registered_day", "备案日期|登记日期|备案登记日期" },
  { "hospitals", "选定定点医疗机构|选定医疗机构|选定医院|定点医疗机构" },
  /* medical assistance */
  { "county", "县区|县|县(区)代码|县区代码|县(区)区划代码|县区区划代码|所属县区" },
  { "list_day", "名单日期|名单提供日期|提供日期" },
  { "category", "救助类别|救助对象类别|救助对象身份|对象类别|人员类别|类别" },
  { "subcategory", "细分类别|救助对象细类|对象细类|细类" },
  { "entry_day", "认定日期|身份认定日期|认定时间" },
  { "exit_day", "退出日期|退出时间" },
  { "exit_reason", "退出原因" },
  { "begndate", "入院日期|入院时间|住院开始日期|开始日期" },
  { "enddate", "出院日期|出院时间|住院结束日期|结束日期" },
  { "act_pay_dedc", "实际支付起付线|起付线|起付标准|基本医保起付标准" },
  { "maf_category", "救助类别|救助对象类别|救助对象身份|对象类别" },
  { "cross_area", "跨区域|是否跨区域|跨区域标志|跨区域就医" },
  { "manual_reason", "全额垫付原因|垫付原因|手工报销原因" },
  { "resumed_from", "恢复日期|恢复直接结算日期" },
  { "reported_day", "上报日期|报告日期|上报市级日期" },
  { "raised_by", "提出方|异议提出方|争议提出方" },
  { "raised_day", "提出日期|异议日期|争议日期" },
  { "paper_no", "盖章材料编号|盖章表编号|材料编号" },
  { "stamped_day", "盖章日期" },
  { "hospital_day", "医疗机构确认日期|医院确认日期" },
  { "county_day", "县区确认日期|县(区)确认日期|县级经办机构确认日期" },
  { "document_no", "文号|下达文号|文件文号|资金文号" },
  { "allotted_day", "下达日期|发文日期|文件日期" },
  /* the calendar */
  { "date", "日期" },
  { "type", "类型|日期类型" },
  { "source", "来源|依据|文件依据|名单来源|提供部门|名单提供部门" },
};

/* "医疗费总额(元)" → "医疗费总额" */
static void
cut_unit (char *text)
{
  const gsize length = strlen (text);
  char *open = strrchr (text, '(');

  if (length > 0 && text[length - 1] == ')' && open != NULL && open != text)
    *open = '\0';
}

char *
qz_import_title_fold (const char *title)
{
  g_autofree char *wide = g_utf8_normalize (title, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *plain = g_utf8_casefold (wide != NULL ? wide : "", -1);
  GString *folded = g_string_sized_new (strlen (plain));

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (folded, g_utf8_get_char (at));
  cut_unit (folded->str);
  return g_string_free_and_steal (folded);
}

/* Whether @word is one of the words of @list. */
static gboolean
has_word (const char *list, const char *word)
{
  const gsize length = strlen (word);

  for (const char *at = list; at != NULL; at = strchr (at, '|'))
    {
      at += *at == '|';
      if (strncmp (at, word, length) == 0 && (at[length] == '|' || at[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

gboolean
qz_import_title_names (const char *title, const char *field)
{
  g_autofree char *folded = NULL;

  if (strlen (title) > MAX_TITLE)
    return FALSE;
  folded = qz_import_title_fold (title);
  if (*folded == '\0' || strchr (folded, '|') != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].field, field) == 0)
      return has_word (known[i].titles, folded);
  return FALSE;
}
